# Which snapshot holds the file $3 of the backup $2 in the restic repository in $1, and of how many bytes it is: facts/restic-file.ts.
# $3: its path, from "/" on · $4: the program that picks (restic-file.py). Standard input: the passphrase. "absent" without a repository, a restic
# or that part.
set -eu
# shellcheck disable=SC2034 # restic-ls.sh reads them
directory=$1 set=$2 passphrase=$(cat)
#include facts/restic-ls.sh
list_path "$3" | python3 -I -S -c "$4" "$3"
