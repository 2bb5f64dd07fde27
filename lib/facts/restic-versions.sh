# Which versions made the backup in the restic repository in $1: facts/restic-versions.ts. $2: its snapshot of MongoDB, or nothing ·
# $3: its snapshot of the configuration, or nothing · $4: the reader of that (restic-images.py). Standard input: the passphrase.
# Prints "mongodb VERSION", then what that reader prints of its containers.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 passphrase=$(cat)
#include facts/restic.sh
if [ -n "$2" ]; then
  # The archive begins with a document that names it; restic is not needed any longer then, and is told so by a closed pipe.
  ask_restic dump "$2" /mongodb.archive 2>/dev/null | head -c 4096 | tr -c '[:print:]' '\n' | awk '/^server_version$/ { next_one = 1; next } next_one && /^[0-9]+\.[0-9]/ { print "mongodb", $1; exit }'
fi
if [ -n "$3" ]; then ask_restic dump "$3" /configuration.tar | python3 -I -S -c "$4"; fi
