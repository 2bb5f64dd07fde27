# Puts the file $4 of the snapshot $2 of the restic repository in $1 beside the one that is there, under a name of its own: file-restored.ts.
# $3: the file server's directory · $5: seconds · $6: whose it becomes ("UID:GID"), or nothing: as what lies there. Standard input: the
# repository's passphrase. Nothing that is there is changed.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 snapshot=$2 tree=$3 file=$4 limit=$5 owner=$6
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic.sh
program=$(cat <<'PYTHON'
#include guide/restore/file-restored.py
PYTHON
)
command -v python3 >/dev/null 2>&1 || fail 'The server has no Python to write the file with. Install it with "apt-get install python3", then try again.'
# No content of a file can hold it.
mark=restic-$(cat /proc/sys/kernel/random/uuid)
{
  code=0
  run_restic dump "$snapshot" "$file" || code=$?
  printf '\n%s %s\n' "$mark" "$code"
} | python3 -I -S -c "$program" "$tree" "$file" "$owner" "$mark"
