# Replaces all databases of the MongoDB in the container $3 by the dump that is the snapshot $2 of the restic repository in $1:
# mongodb-restored.ts. $4: the snapshot with what was counted in it · $5: seconds that each may take · $6: the archive's reader
# (facts/mongo-archive.ts) · $7: the program that empties and compares (mongodb.py). Standard input: the repository's passphrase.
#
# The archive is read to its end before anything is dropped: a damaged one costs nothing. Killed half way, the next attempt begins anew.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 snapshot=$2 container=$3 counted=$4 limit=$5 reader=$6 program=$7
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
address=''
#include guide/backups/restic.sh
#include facts/container.sh
# A mongorestore outlives the client of Docker that started it. It is known by its environment, whatever else runs in the container.
end_restore() {
  docker top "$container" -eo pid 2>/dev/null | while read -r pid; do
    case $pid in '' | *[!0-9]*) continue ;; esac
    if grep -qzxF GROUNDCREW_RESTORE=mongodb "/proc/$pid/environ" 2>/dev/null; then kill -9 "$pid" || true; fi
  done
}
command -v python3 >/dev/null 2>&1 || fail "The server has no Python to ask MongoDB with. Install it with \"apt-get install python3\", then try again."
[ "$(docker inspect --format '{{.State.Running}}' "$container" 2>/dev/null)" = true ] || fail "MongoDB's container does not run. Start it, then try again."
docker exec "$container" mongorestore --version </dev/null >/dev/null || fail "MongoDB's container has no mongorestore. Nothing was changed."
counts=$(run_restic dump "$counted" /mongodb.json) || fail "What was counted in MongoDB's backup can not be read: the passphrase may be wrong, or the repository damaged. Nothing was changed."

given='' code='' told=''
read_back "$snapshot" /mongodb.archive "$reader"
prelude() { printf '%s\n' "$1" | sed -n '$s/.*"preludeSha256": "\([0-9a-f]*\)".*/\1/p'; }
# First of all: an archive that restic could not give is cut for the reader, and damaged only perhaps.
[ "$given" = 0 ] || fail "restic could not give MongoDB's archive (exit code ${given:-?}), so nothing was changed. Its own words stand above: mend what they name (the passphrase, the way to the repository, its disk), then try again. Where it finds damage, choose another backup."
if [ "$code" = 3 ]; then
  printf '%s\n' "$told" | sed -n 's/^{"damage": "\(.*\)"}$/\1/p' >&2
  not_whole "MongoDB's archive in the repository is not whole, so it is not restored. Nothing was changed. Choose another backup."
fi
if [ "$code" != 0 ]; then
  printf '%s\n' "$told" | sed -n 's/^{"failure": "\(.*\)"}$/\1/p' >&2
  fail "MongoDB's archive could not be read to its end (exit code ${code:-?}). Nothing was changed. Try again."
fi
proven=$(prelude "$counts")
[ "$(prelude "$told")" = "${proven:-none}" ] || not_whole "MongoDB's archive in the repository is another one than was proven. Nothing was changed. Choose another backup."

must_address "$container" MongoDB
end_restore
trap end_restore EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
trap 'exit 129' HUP
echo "MongoDB's databases are dropped, and the stored ones are put in their place."
timeout --foreground -k 10 900 python3 -I -S -c "$program" empty "$address" </dev/null || fail "MongoDB's databases could not all be dropped. Try again: what is gone is restored with the rest."

# Its own databases hold users and versions of this MongoDB, which stay. What it says goes to the log, too.
said=$({
  {
    code=0
    run_restic dump "$snapshot" /mongodb.archive 4>&- || code=$?
    echo "restic $code" >&4
  } | {
    code=0
    timeout --foreground -k 60 "$limit" docker exec --interactive --env GROUNDCREW_RESTORE=mongodb "$container" \
      mongorestore --archive --drop --nsExclude 'admin.*' --nsExclude 'config.*' 2>&1 4>&- || code=$?
    printf '\nrestore %s\n' "$code"
  }
} 4>&1 | awk '/^(restic|restore) [0-9]+$/ || /document\(s\) failed to restore/ { print; next } NF { print >"/dev/stderr" }')
given=$(printf '%s\n' "$said" | sed -n 's/^restic //p')
code=$(printf '%s\n' "$said" | sed -n 's/^restore //p')
lost=$(printf '%s\n' "$said" | sed -n 's/.*[^0-9]\([0-9][0-9]*\) document(s) failed to restore.*/\1/p' | tail -n 1)
half='MongoDB is half restored: try again, or restore the safety backup.'
[ "$code" != 124 ] || fail "MongoDB was not restored within $limit seconds. $half"
[ "$code" = 0 ] || fail "mongorestore ended with exit code ${code:-?}. $half"
[ "$given" = 0 ] || fail "restic ended with exit code ${given:-?} while it gave the dump. $half"
[ "${lost:-0}" = 0 ] || not_whole "mongorestore could not restore $lost documents, though it ended as if it had. $half"
code=0
printf '%s\n' "$counts" | timeout --foreground -k 10 900 python3 -I -S -c "$program" compare "$address" || code=$?
[ "$code" != 3 ] || not_whole "MongoDB is not as it was stored. $half"
[ "$code" = 0 ] || fail "What is in MongoDB now could not be compared with the backup (exit code $code). $half"
