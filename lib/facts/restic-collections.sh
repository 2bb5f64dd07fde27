# What was counted in MongoDB's part of a backup: the file of the snapshot $2 in the restic repository in the directory $1: facts/restic-collections.ts.
# Standard input: the passphrase.
set -eu
passphrase=$(cat)
# From a pipe of the shell's own, so that neither a word, an environment nor a file holds the passphrase.
exec restic --repo "$1" --no-cache --no-lock --password-file /dev/fd/3 dump "$2" /mongodb.json 3<<end
$passphrase
end
