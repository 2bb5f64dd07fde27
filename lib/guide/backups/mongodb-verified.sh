# Reads MongoDB's archive (the snapshot $4 of the backup $2) back out of the restic repository in $1, to its very end, and stores
# what was read as a snapshot of its own: mongodb-verified.ts. $3: the server's name, for restic · $5: seconds that it may take.
# Standard input: the repository's passphrase.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 set=$2 host=$3 snapshot=$4 limit=$5
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic.sh
[ -n "$snapshot" ] || fail 'The dump of MongoDB is not there.'
command -v python3 >/dev/null 2>&1 || fail "The server has no Python to read MongoDB's archive with. Install it with \"apt-get install python3\", then try again."

program=$(cat <<'PYTHON'
#include facts/mongo-archive-bytes.py
#include facts/mongo-archive.py
PYTHON
)
given='' code='' told=''
read_back "$snapshot" /mongodb.archive "$program"
[ "$given" = 0 ] || fail "restic could not give MongoDB's archive back (exit code ${given:-?}), so this backup is not proven. Its own words stand above: mend what they name, then try again. Where it finds damage, make the next backup to another destination."
if [ "$code" = 3 ]; then
  printf '%s\n' "$told" | sed -n 's/^{"damage": "\(.*\)"}$/\1/p' >&2
  fail "MongoDB's archive in the repository is not whole, so this backup is none. Make another one."
fi
if [ "$code" != 0 ]; then
  printf '%s\n' "$told" | sed -n 's/^{"failure": "\(.*\)"}$/\1/p' >&2
  fail "MongoDB's archive could not be read (exit code $code), so this backup is not proven. Try again."
fi
number() { printf '%s\n' "$told" | sed -n "\$s/.*\"$1\": \([0-9]*\)[,}].*/\1/p"; }
documents=$(number documents)
[ "${documents:-0}" -gt 0 ] || fail "MongoDB's archive is whole, and no collection in it has a document. An empty backup looks like success: see whether MongoDB's data are where its container looks for them."
prelude=$(printf '%s\n' "$told" | sed -n '$s/.*"preludeSha256": "\([0-9a-f]*\)".*/\1/p')
printf '%s\n' "$told" | run_restic --quiet backup --stdin --stdin-filename mongodb.json "--host=$host" "--tag=set=$set" --tag=source=mongodb-proof \
  "--tag=of=$snapshot" "--tag=collections=$(number collections)" "--tag=documents=$documents" "--tag=archive-bytes=$(number archiveBytes)" "--tag=prelude=$prelude"
echo "MongoDB's archive was read to its end: $(number collections) collections, $documents documents."
