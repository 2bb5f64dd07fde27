# Copies the snapshots $4 and further of the restic repository in $2 to the one in $1: copied.ts. $3: seconds that it may take.
# Standard input: what both need (restic-copy.sh). restic passes over what was copied before.
set -eu
# shellcheck disable=SC2034 # restic-copy.sh reads them
directory=$1 first=$2 limit=$3
shift 3
# shellcheck disable=SC2034 # restic-copy.sh reads it
passphrase=$(cat)
#include guide/backups/restic-copy.sh
[ "$#" -gt 0 ] || fail "The backup is not complete in $first, so nothing of it is copied."
code=0
restic_between copy "$@" || code=$?
[ "$code" != 124 ] || fail "The backup was not copied to $directory within $limit seconds. It is complete in $first; Retry goes on with the copy."
[ "$code" = 0 ] || fail "restic ended with exit code $code while it copied the backup to $directory. It is complete in $first; mend what is said above, then Retry goes on with the copy."
