# The manifests in the restic repository in the directory $1, as one JSON document: facts/restic-sets.ts. Standard input: its passphrase.
# "absent" without a repository or a restic.
set -eu
if [ ! -e "$1/config" ] || ! command -v restic >/dev/null 2>&1; then
  echo absent
  exit 0
fi
passphrase=$(cat)
# No cache: the repository lies on this very server. No lock: what only reads stands in nobody's way.
# From a pipe of the shell's own, so that neither a word, an environment nor a file holds the passphrase.
exec restic --repo "$1" --no-cache --no-lock --json --password-file /dev/fd/3 snapshots --tag source=manifest 3<<end
$passphrase
end
