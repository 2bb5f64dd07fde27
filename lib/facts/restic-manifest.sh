# The manifest that is the snapshot $2 of the restic repository in the directory $1: facts/restic-manifest.ts. Standard input: its passphrase.
set -eu
passphrase=$(cat)
# No cache: the repository lies on this very server. No lock: what only reads stands in nobody's way.
# From a pipe of the shell's own, so that neither a word, an environment nor a file holds the passphrase.
exec restic --repo "$1" --no-cache --no-lock --password-file /dev/fd/3 dump "$2" /manifest.json 3<<end
$passphrase
end
