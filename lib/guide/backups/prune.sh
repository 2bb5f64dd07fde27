# Deletes the snapshots $3 and further from the restic repository in $1, and the data that only they held: prune.ts.
# $2: seconds that it may take. Standard input: the repository's passphrase.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 limit=$2
shift 2
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic.sh
# Without a word restic would choose what to forget by its own rules.
[ "$#" -gt 0 ] || fail 'No snapshot was named, so nothing was deleted.'
code=0
run_restic forget --prune "$@" || code=$?
[ "$code" = 0 ] || fail "restic ended with exit code $code while it deleted older backups. The new backup is complete all the same; what is left of the older ones goes with the next one."
