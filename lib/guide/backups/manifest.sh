# Stores the manifest of the backup $2 in the restic repository in $1; with it the backup is complete: manifest.ts. $3: the server's name, for
# restic. Standard input: the manifest in one line, which is empty where there is none yet; then the repository's passphrase.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 set=$2 host=$3 limit=900
IFS= read -r manifest
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic.sh
[ -n "$manifest" ] || fail 'Not all parts of this backup are there and proven, so it gets no manifest.'
printf '%s\n' "$manifest" | run_restic --quiet backup --stdin --stdin-filename manifest.json "--host=$host" "--tag=set=$set" --tag=source=manifest
