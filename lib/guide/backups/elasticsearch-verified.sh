# Reads Elasticsearch's part (the snapshot $4 of the backup $2) back out of the restic repository in $1, to its very end, and stores what
# was found as a snapshot of its own: elasticsearch-verified.ts. $3: the server's name, for restic · $5: the snapshot with what was counted ·
# $6: bytes that were sent · $7: what Elasticsearch calls its snapshot · $8: seconds that each may take. Standard input: the passphrase.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 set=$2 host=$3 snapshot=$4 counted=$5 sent=$6 uuid=$7 limit=$8
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic.sh
#include guide/backups/check.sh
[ -n "$snapshot" ] || fail 'The snapshot of Elasticsearch is not there.'
checked
must_be_whole 'so this backup is not proven'
counts=$(run_restic dump "$counted" /elasticsearch.json) || fail 'What was counted in Elasticsearch can not be read back, so this backup is not proven. Make another one.'

# restic compares each piece with its hash while it reads. Both codes come among the one line of figures.
told=$({
  {
    code=0
    run_restic dump "$snapshot" / 4>&- || code=$?
    echo "restic $code" >&4
  } | {
    code=0
    nice -n 19 tar --numeric-owner -tvf - 4>&- || code=$?
    echo "tar $code"
  } | awk -v "proof=/snap-$uuid.dat" '
    /^-/ { files += 1; bytes += $3; if (substr($6, length($6) - length(proof) + 1) == proof) known = 1; if ($6 ~ /\/index\.latest$/) latest = 1 }
    /^tar [0-9]+$/ { print }
    END { printf "read %d %.0f %d\n", files, bytes, known + latest }'
} 4>&1)
given=$(printf '%s\n' "$told" | sed -n 's/^restic //p')
code=$(printf '%s\n' "$told" | sed -n 's/^tar //p')
[ "$given" = 0 ] || fail "restic ended with exit code ${given:-?} while it read Elasticsearch's snapshot back, so this backup is none. Make another one."
[ "$code" = 0 ] || fail "What was stored of Elasticsearch could not be listed (exit code ${code:-?}), so this backup is not proven. Try again."
# shellcheck disable=SC2046 # three numbers
set -- $(printf '%s\n' "$told" | sed -n 's/^read //p')
[ "$3" = 2 ] || fail "What was stored of Elasticsearch is no repository with the snapshot $uuid, so this backup is none. Make another one."
[ "$2" = "$sent" ] || fail "$2 bytes of Elasticsearch were read back where $sent were stored, so this backup is none. Make another one."
figure() { printf '%s' "$counts" | sed -n "s/^{\"version\":1,\"state\":\"SUCCESS\",.*\"$1\":\([0-9]*\),\"indices\":\[.*/\1/p"; }
shards=$(figure shards)
[ -n "$shards" ] || fail 'What was counted in Elasticsearch is not of a whole snapshot, so this backup is not proven. Make another one.'
names=$(printf '%s' "$counts" | grep -o '{"name":"' | wc -l)
documents=$(printf '%s' "$counts" | grep -oE '"documents":[0-9]+' | awk -F : '{ sum += $2 } END { printf "%.0f", sum }')
printf '{"of":"%s","files":%s,"bytes":%s,%s\n' "$snapshot" "$1" "$2" "${counts#\{}" | run_restic --quiet backup --stdin --stdin-filename elasticsearch.json \
  "--host=$host" "--tag=set=$set" --tag=source=elasticsearch-proof "--tag=of=$snapshot" "--tag=indices=$names" "--tag=documents=$documents" "--tag=shards=$shards" "--tag=archive-bytes=$2"
echo "Elasticsearch's snapshot was read to its end: $1 files, $names indices, $documents documents."
