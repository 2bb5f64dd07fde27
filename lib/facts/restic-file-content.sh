# What is in the file $3 of the snapshot $2 of the restic repository in $1, and nothing else: facts/restic-file.ts. $4: seconds.
# Standard input: the passphrase. Without a lock: one who goes away in the middle leaves none.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 limit=$4 passphrase=$(cat)
#include facts/restic.sh
run_restic --no-lock dump "$2" "$3"
