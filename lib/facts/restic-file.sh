# Which snapshot holds the file $3 of the backup $2 in the restic repository in $1, and of how many bytes it is: facts/restic-file.ts.
# $3: its path, from "/" on · $4: the program that picks (restic-file.py). Standard input: the passphrase. "absent" without a repository, a restic
# or that part.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 passphrase=$(cat)
tags=set=$2,source=files
#include facts/restic.sh
listed=$(ask_where_it_is --json snapshots --tag "$tags")
case $listed in null | '[]' | '' | absent) echo absent; exit 0 ;; esac
{
  code=0
  ask_restic --json ls --tag "$tags" latest "$3" || code=$?
  printf '{"restic":%s}\n' "$code"
} | python3 -I -S -c "$4" "$3"
