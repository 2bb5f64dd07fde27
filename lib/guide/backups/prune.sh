# Deletes the snapshots $3 and further from the restic repository in $1, and the data that only they held: prune.ts.
# $2: seconds that it may take. Standard input: the repository's passphrase.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 limit=$2
shift 2
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic.sh
#include guide/backups/forget.sh
# Without a word restic would choose what to forget by its own rules.
[ "$#" -gt 0 ] || fail 'No snapshot was named, so nothing was deleted.'
code=0
# One is enough to see whether anything may be deleted there.
case $directory in
  rest:*)
    said=$(run_restic forget "$1" 2>&1) || code=$?
    printf '%s\n' "$said"
    if [ "$code" != 0 ] && is_append_only "$said"; then
      echo 'This rest-server lets nothing be deleted (append-only), so all older backups stay. The new one is complete. Thin them out on the rest-server itself.'
      exit 0
    fi
    shift
    ;;
esac
if [ "$code" = 0 ]; then
  if [ "$#" -gt 0 ]; then run_restic forget --prune "$@" || code=$?; else run_restic prune || code=$?; fi
fi
[ "$code" = 0 ] || fail "restic ended with exit code $code while it deleted older backups. The new backup is complete all the same; what is left of the older ones goes with the next one."
