# The manifests in the restic repository in $1, as one JSON document: facts/restic-sets.ts. Standard input: its passphrase.
# "absent" without a repository or a restic.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 passphrase=$(cat)
#include facts/restic.sh
ask_where_it_is --json snapshots --tag source=manifest
