# Makes a restic repository in $1, and the directory where that is one of the server and is not there. Standard input: the passphrase.
# What is a repository already is opened only, to see that the passphrase is right. $2: the repository of which copies are to go there, whose
# secrets come along then (restic-copy.sh): cut in the same places, what two backups share is stored once there, too.
set -eu
# shellcheck disable=SC2034 # restic.sh reads it
directory=$1 first=${2:-} limit=300
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic-copy.sh
opens() { run_restic --no-lock cat config >/dev/null; }
case $directory in
  /*)
    if [ ! -d "$directory" ]; then
      mkdir -p "$(dirname "$directory")"
      mkdir -m 0700 "$directory"
    fi
    cd "$directory"
    if [ -e config ]; then
      opens || fail "The repository in $directory does not open. Nothing was changed."
      exit 0
    fi
    # restic writes "config" last. Where it was killed before, its key would open a repository that is not this one.
    if [ -d keys ] && [ -z "$(find data index snapshots -type f -print -quit 2>/dev/null)" ]; then
      find keys -type f -regextype posix-extended -regex 'keys/[0-9a-f]{64}(-tmp-[0-9]+)?' -delete
      rm -f config-tmp-*
    fi
    ;;
  *)
    if said=$(opens 2>&1); then exit 0; fi
    restic_lacks "$said" || fail "The repository does not open. Nothing was changed. $said"
    ;;
esac
if [ -z "$first" ]; then run_restic init; else restic_between init --copy-chunker-params; fi
