# The manifest that is the snapshot $2 of the restic repository in $1: facts/restic-manifest.ts. Standard input: its passphrase.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 passphrase=$(cat)
#include facts/restic.sh
ask_restic dump "$2" /manifest.json
