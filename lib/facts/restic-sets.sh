# The manifests in the restic repository in $1, each on a line of its own, the newest first: when its backup was begun, or "-", and as restic tells it:
# facts/restic-sets.ts. $2: so many of the newest are left out · $3: so many are told at most. Standard input: its passphrase. "absent" without a
# repository or a restic.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 skip=$2 most=$3 passphrase=$(cat)
#include facts/restic.sh
# What is saved first of a backup tells when it was begun: its manifest is written hours later.
told=$(ask_where_it_is --json snapshots --tag source=manifest --tag source=mongodb)
if [ "$told" = absent ]; then echo absent; exit; fi
# All of them would be too long for one answer. restic tells the oldest first, and begins each by its time; inside of a text every quotation mark is
# escaped, so that none looks like a beginning. What is longer than any manifest's is none of ours.
printf '%s\n' "$told" | sed 's/^\[//; s/\]$//; s/},{"time":/}\n{"time":/g' | awk '
  length > 2000 || !/^[{]"time":/ { next }
  { set = match($0, /[[,]"set=[0-9a-z]+"[],]/) ? substr($0, RSTART + 1, RLENGTH - 2) : "" }
  /[[,]"source=manifest"[],]/ { print (set in begun ? begun[set] : "-"), $0; next }
  set != "" && !(set in begun) && match($0, /^[{]"time":"[-0-9T:.+Z]+"/) { begun[set] = substr($0, 10, RLENGTH - 10) }' | tac | tail -n "+$((skip + 1))" | head -n "$most"
