# Stores the configuration as a tar in the restic repository in $1, as a part of the backup $3: configuration-part.ts.
# $2: where the Compose project lies · $4: the server's name, for restic · $5: seconds that it may take · the rest: words of configuration.py,
# which writes the tar. Standard input: the repository's passphrase.
set -eu
# shellcheck disable=SC2034 # part.sh reads them
directory=$1 base=$2 set=$3 host=$4 limit=$5 kind=configuration
shift 5
# shellcheck disable=SC2034 # part.sh reads it
passphrase=$(cat)
#include guide/backups/part.sh
program=$(cat <<'PYTHON'
#include guide/backups/configuration.py
PYTHON
)
command -v python3 >/dev/null 2>&1 || fail 'The server has no Python to collect the configuration with. Install it with "apt-get install python3", then try again.'
forget_unfinished || fail 'What an earlier attempt has left in the repository could not be forgotten.'
# Both codes come by descriptor 4. Nothing of it touches a disk unencrypted: it holds passwords.
said=$({
  {
    code=0
    timeout --foreground -k 10 "$((limit / 2))" nice -n 19 python3 -I -S -c "$program" "$base" "$@" </dev/null 4>&- || code=$?
    echo "tar $code" >&4
  } | {
    code=0
    run_restic --quiet --json backup --stdin --stdin-filename configuration.tar "--tag=set=$set" --tag=source=configuration-unfinished "--host=$host" 4>&- || code=$?
    echo "restic $code"
  }
} 4>&1)
written=$(printf '%s\n' "$said" | sed -n 's/^tar //p')
stored=$(printf '%s\n' "$said" | sed -n 's/^restic //p')
bytes=$(printf '%s\n' "$said" | sed -n 's/.*"message_type":"summary".*"total_bytes_processed":\([0-9]*\).*/\1/p')
if [ "$written" != 0 ] || [ "$stored" != 0 ]; then
  forget_failed
  # Without a reader the writer fails, too.
  [ "$stored" = 0 ] || fail "restic ended with exit code ${stored:-?} while it stored the configuration. Nothing of it counts."
  [ "$written" != 124 ] || fail "The configuration was not collected within $((limit / 2)) seconds: Docker may hang. See \"systemctl status docker\", then try again."
  fail "The configuration could not be collected (exit code ${written:-?}). Nothing of it counts."
fi
finish ${bytes:+"--set=bytes=$bytes"}
