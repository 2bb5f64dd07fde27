# Lets restic remove the locks in the repository in $1 whose process on this server is gone: free-repository.ts. Standard input: the passphrase.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 limit=300
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic.sh
run_restic unlock
