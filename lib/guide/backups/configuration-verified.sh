# Reads the configuration's tar (the snapshot $4 of the backup $2) back out of the restic repository in $1, to its very end, and stores what was
# found as a snapshot of its own: configuration-verified.ts. $3: the server's name, for restic · $5: seconds that it may take · further: words of
# the reader. Standard input: the repository's passphrase.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 set=$2 host=$3 snapshot=$4 limit=$5
shift 5
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic.sh
[ -n "$snapshot" ] || fail 'The configuration is not stored.'
command -v python3 >/dev/null 2>&1 || fail 'The server has no Python to read the configuration back with. Install it with "apt-get install python3", then try again.'
program=$(cat <<'PYTHON'
#include facts/configuration-rules.py
#include guide/backups/configuration-reader.py
PYTHON
)
given='' code='' told=''
read_back "$snapshot" /configuration.tar "$program" "$@"
[ "$given" = 0 ] || fail "restic could not give the configuration back (exit code ${given:-?}), so this backup is not proven. Its own words stand above: mend what they name, then try again. Where it finds damage, make the next backup to another destination."
[ "$code" != 3 ] || fail "The configuration in the repository is not whole, so this backup is none. Make another one."
[ "$code" != 4 ] || fail "The configuration is stored as a restore would not take it, so this backup is not proven. Change what the line above names on the server, then back up again."
if [ "$code" != 0 ] || [ -z "$told" ]; then fail "The configuration could not be read back (exit code $code), so this backup is not proven. Try again."; fi
number() { printf '%s\n' "$told" | sed -n "s/.*\"$1\": \([0-9]*\)[,}].*/\1/p"; }
printf '%s\n' "$told" | run_restic --quiet backup --stdin --stdin-filename configuration.json "--host=$host" "--tag=set=$set" --tag=source=configuration-proof \
  "--tag=of=$snapshot" "--tag=files=$(number files)" "--tag=bytes=$(number bytes)" "--tag=services=$(number services)" "--tag=images=$(number images)"
echo "The configuration was read back: $(number files) files, $(number services) services, $(number images) images."
