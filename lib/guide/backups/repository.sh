# Makes a restic repository in the directory $1, and the directory where there is none. Standard input: the passphrase.
# What is a repository already is opened only, to see that the passphrase is right.
set -eu
directory=$1
passphrase=$(cat)
# From a pipe of the shell's own, so that neither a word, an environment nor a file holds the passphrase.
run_restic() {
  timeout --foreground -k 10 300 restic --repo "$directory" --no-cache --password-file /dev/fd/3 "$@" 3<<end
$passphrase
end
}
if [ ! -d "$directory" ]; then
  mkdir -p "$(dirname "$directory")"
  mkdir -m 0700 "$directory"
fi
cd "$directory"
if [ -e config ]; then
  if ! run_restic --no-lock cat config >/dev/null; then
    echo "The repository in $directory does not open. Nothing was changed." >&2
    exit 61
  fi
  exit 0
fi
# restic writes "config" last. Where it was killed before, its key would open a repository that is not this one.
if [ -d keys ] && [ -z "$(find data index snapshots -type f -print -quit 2>/dev/null)" ]; then
  find keys -type f -regextype posix-extended -regex 'keys/[0-9a-f]{64}(-tmp-[0-9]+)?' -delete
  rm -f config-tmp-*
fi
run_restic init
