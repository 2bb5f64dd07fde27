# Dumps all databases of the Compose project in $2 into the restic repository in $1, as a part of the backup $3: mongodb-part.ts.
# $4: the server's name, for restic · $5: seconds that it may take. Standard input: the repository's passphrase.
#
# restic can't know whether what ended was whole, so what it stores bears source=mongodb-unfinished, which counts for nothing.
# Only once mongodump and restic have both ended by 0 the tag becomes source=mongodb, and nothing else ever sets that: a kill
# between any two lines, or a power cut, leaves something that is forgotten by the next attempt. restic writes the snapshot
# with the new tags before it removes the one with the old.
set -eu
# shellcheck disable=SC2034 # part.sh reads them
directory=$1 base=$2 set=$3 host=$4 limit=$5 kind=mongodb
# Beside the dump, what comes before and after it.
# shellcheck disable=SC2034 # restic.sh reads it
restic_limit=$((limit + 600))
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/part.sh
#include facts/container.sh
# A mongodump outlives the client of Docker that started it. It is known by its environment, whatever else runs in the container.
end_dump() {
  docker top "$container" -eo pid 2>/dev/null | while read -r pid; do
    case $pid in '' | *[!0-9]*) continue ;; esac
    if grep -qzxF "GROUNDCREW_BACKUP=$set" "/proc/$pid/environ" 2>/dev/null; then kill "$pid" || true; fi
  done
}
container=$(container_of "$base" mongo mongodb)
[ -n "$container" ] || fail "No container of MongoDB runs in the project in $base. Start it, then try again."
version=$(docker exec "$container" mongodump --version </dev/null) || fail "MongoDB's container has no mongodump."
version=$(printf '%s\n' "$version" | sed -n 's/^mongodump version: \([0-9][0-9A-Za-z.-]\{0,30\}\).*/\1/p')
end_dump
trap end_dump EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
trap 'exit 129' HUP
forget_unfinished || fail 'What an earlier attempt has left in the repository could not be forgotten.'

# Both codes come by descriptor 4. No TTY: it would change bytes. Not compressed: what has not changed is then stored once.
said=$({
  {
    code=0
    timeout --foreground -k 60 "$limit" docker exec --env "GROUNDCREW_BACKUP=$set" "$container" mongodump --archive </dev/null 4>&- || code=$?
    echo "dump $code" >&4
  } | store_telling --stdin --stdin-filename mongodb.archive "--tag=set=$set" --tag=source=mongodb-unfinished "--host=$host" 4>&-
} 4>&1)
dumped=$(printf '%s\n' "$said" | sed -n 's/^dump //p')
stored=$(printf '%s\n' "$said" | sed -n 's/^restic //p')
bytes=$(printf '%s\n' "$said" | sed -n 's/.*"message_type":"summary".*"total_bytes_processed":\([0-9]*\).*/\1/p')
if [ "$dumped" != 0 ] || [ "$stored" != 0 ]; then
  forget_failed
  [ "$dumped" != 124 ] || fail "MongoDB was not dumped within $limit seconds. Nothing of it counts."
  # Without a reader the dump fails, too; and restic takes no dump that ended before its first byte.
  [ "$dumped" != 137 ] || fail 'mongodump was killed, by somebody or for want of memory. Nothing of it counts.'
  [ "$stored" = 0 ] || fail "restic ended with exit code ${stored:-?} while it stored the dump. Nothing of it counts."
  fail "mongodump ended with exit code ${dumped:-?}. Nothing of it counts."
fi
finish ${bytes:+"--set=bytes=$bytes"} "--set=mongodump=${version:-unknown}"
