# What was counted in MongoDB's part of a backup: the file of the snapshot $2 in the restic repository in $1: facts/restic-collections.ts.
# Standard input: the passphrase.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 passphrase=$(cat)
#include facts/restic.sh
ask_restic dump "$2" /mongodb.json
