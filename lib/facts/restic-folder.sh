# What one folder of the files of the backup $2 in the restic repository in $1 holds, a page of it as one JSON document:
# facts/restic-folder.ts. $3: the folder, from "/" on · $4: the program that picks (restic-folder.py) · $5: the name behind which the page
# begins, or nothing · $6: how many at most. Standard input: the passphrase. "absent" without a repository, a restic or that part.
set -eu
# shellcheck disable=SC2034 # restic-ls.sh reads them
directory=$1 set=$2 passphrase=$(cat)
#include facts/restic-ls.sh
list_path "$3" | python3 -I -S -c "$4" "$3" "$5" "$6"
