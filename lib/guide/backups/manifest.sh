# Stores the manifest $4 of the backup $2 in the restic repository in $1; with it the backup is complete: manifest.ts.
# $3: the server's name, for restic. Standard input: the repository's passphrase.
set -eu
directory=$1 set=$2 host=$3 manifest=$4
passphrase=$(cat)
if [ -z "$manifest" ]; then
  echo 'Not all parts of this backup are there and proven, so it gets no manifest.' >&2
  exit 61
fi
# From a pipe of the shell's own, so that neither a word, an environment nor a file holds the passphrase.
run_restic() {
  timeout --foreground -k 60 900 restic --repo "$directory" --no-cache --password-file /dev/fd/3 "$@" 3<<end
$passphrase
end
}
printf '%s\n' "$manifest" | run_restic --quiet backup --stdin --stdin-filename manifest.json "--host=$host" "--tag=set=$set" --tag=source=manifest
