# Lets Elasticsearch of the Compose project in $2 write a snapshot into the directory that it sees as $6, and stores that in the restic
# repository in $1, as a part of the backup $3: elasticsearch-part.ts. $4: the server's name, for restic · $5: seconds that each of the two
# may take. Standard input: the repository's passphrase.
#
# What restic stores bears source=elasticsearch-unfinished, which counts for nothing, until Elasticsearch was asked once more whether its
# snapshot is whole: only then it becomes source=elasticsearch. What an earlier attempt has left in either is removed first, and
# from Elasticsearch's directory through Elasticsearch alone: files that are deleted below it break its repository.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 base=$2 set=$3 host=$4 limit=$5 place=$6
repository=groundcrew
snapshot=$repository-$set
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
container='' status='' told='' is_begun=''
#include guide/backups/restic.sh
#include guide/backups/forget.sh
#include guide/backups/store.sh
#include guide/backups/elasticsearch-api.sh
# Ids of the snapshots of this set with one of these tags.
ids_of() {
  listed=$(run_restic --no-lock --json snapshots --tag "set=$set,source=$1" --tag "set=$set,source=${2:-$1}") || return
  ids_in "$listed"
}
forget_unfinished() {
  found=$(ids_of elasticsearch-unfinished elasticsearch-counts) || return
  # shellcheck disable=SC2086 # ids, of hexadecimal digits
  [ -z "$found" ] || forget_all $found
}
# Also of one that is being made: that is stopped then.
delete_snapshot() {
  elastic DELETE "/_snapshot/$repository/$1" 900
  [ "$status" = 200 ] || [ "$status" = 404 ]
}
# Of all backups: the lock on the server lets only one of them run. A repository that is in use can't be registered, so also before that.
delete_left() {
  elastic GET "/_cat/snapshots/$repository?h=id" 120
  [ "$status" = 200 ] || return 0
  for left in $(printf '%s\n' "$told" | grep -oE "^$repository-[0-9a-z]{20}" || true); do
    delete_snapshot "$left" || fail "What an earlier backup has left in Elasticsearch could not be deleted: $(reason)."
  done
}
leave() {
  code=$?
  trap - EXIT
  if [ -n "$is_begun" ] && ! delete_snapshot "$snapshot"; then
    echo "Elasticsearch's own snapshot could not be deleted ($(reason)). It takes space until the next backup deletes it."
  fi
  exit "$code"
}
# Of the snapshot as Elasticsearch tells it; only these say whether it is whole.
look() {
  elastic GET "/_snapshot/$repository/$snapshot?filter_path=snapshots.uuid,snapshots.state,snapshots.indices,snapshots.shards" 60
  state=$(printf '%s' "$told" | sed -n 's/.*"state":"\([A-Z_]*\)".*/\1/p')
  failed=$(count_of failed) shards=$(count_of total)
}
count_of() { printf '%s' "$told" | sed -n "s/.*\"shards\":{[^}]*\"$1\":\([0-9]\{1,9\}\)[,}].*/\1/p"; }
is_whole() { [ "$status" = 200 ] && [ "$state" = SUCCESS ] && [ "$failed" = 0 ] && [ "$(count_of successful)" = "$shards" ]; }

find_elasticsearch || fail "No container of Elasticsearch runs in the project in $base. Start it, then try again."
source=$(docker inspect --format "{{range .Mounts}}{{if eq .Destination \"$place\"}}{{println .Source}}{{end}}{{end}}" "$container" | head -n 1)
[ -d "${source:-/nowhere}" ] || fail "No directory of the server is mounted at $place in Elasticsearch's container. Mount one there in docker-compose.override.yml, then try again."
trap leave EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
trap 'exit 129' HUP
forget_unfinished || fail 'What an earlier attempt has left in the repository could not be forgotten.'

elastic GET / 60
version=$(printf '%s' "$told" | tr -d '\n' | sed -n 's/.*"number" *: *"\([0-9][0-9A-Za-z.-]\{0,30\}\)".*/\1/p')
delete_left
# It remembers what it wrote there last, and refuses for ever where that is gone: somebody emptied the directory, or put an older one back. Registered
# anew it goes by what lies there. Where it is not given up, it is in use, and what follows says so.
elastic DELETE "/_snapshot/$repository" 120
elastic PUT "/_snapshot/$repository" 120 "{\"type\":\"fs\",\"settings\":{\"location\":\"$place/$repository\"}}"
[ "$status" = 200 ] || fail "Elasticsearch can't write snapshots into $source: $(reason). Its user must be able to write there."
delete_left

# Counted before: what is written during the snapshot may be in it or not. "NAME DOCUMENTS BYTES", of a closed index the name alone.
elastic GET '/_cat/indices/*,-.*?h=index,docs.count,pri.store.size&s=index&bytes=b&expand_wildcards=all' 120
[ "$status" = 200 ] || fail "Elasticsearch does not tell its indices: $(reason)."
indices=$(printf '%s\n' "$told" | awk 'NF')
# At flood stage, 95 % by default, Elasticsearch lets nobody write any more: neither disk may come near.
needed=$(printf '%s\n' "$indices" | awk '{ sum += $3 } END { printf "%.0f", sum }')
df -P -B1 -- "$source" | awk -v needed="$needed" 'NR == 2 { exit !($4 - needed > $2 / 10) }' ||
  fail "Elasticsearch's indices take $((needed / 1000000)) MB, and the file system of $source has no room for a copy of them: a tenth of it must stay free. Free space, or mount a larger disk there, then try again."

is_begun=1
elastic PUT "/_snapshot/$repository/$snapshot?wait_for_completion=false" 120 '{"indices":"*,-.*","include_global_state":false,"ignore_unavailable":false,"partial":false}'
[ "$status" = 200 ] || fail "Elasticsearch does not begin a snapshot: $(reason)."
until=$(($(date +%s) + limit)) pause=1
while look; do
  case "$status $state" in
    '200 IN_PROGRESS' | 000* | 429* | 5*) ;;
    *) break ;;
  esac
  [ "$(date +%s)" -lt "$until" ] || fail "Elasticsearch did not end its snapshot within $limit seconds. Nothing of it counts."
  sleep "$pause"
  [ "$pause" -ge 5 ] || pause=$((pause + 1))
done
is_whole || fail "Elasticsearch's snapshot is not whole: it ended as ${state:-unknown (HTTP $status)}, with ${failed:-an unknown number} of ${shards:-unknown} shards failed. Nothing of it counts. Look at the findings about Elasticsearch, then try again."
uuid=$(printf '%s' "$told" | sed -n 's/.*"uuid":"\([A-Za-z0-9_-]\{10,40\}\)".*/\1/p')
inside=$(printf '%s' "$told" | sed -n 's/.*"indices":\[\([^]]*\)\].*/\1/p' | tr ',' '\n' | tr -d '"' | sort)
missing=$(printf '%s\n' "$indices" | awk 'NF { print $1 }' | while read -r name; do printf '%s\n' "$inside" | grep -qxF -- "$name" || printf '%s\n' "$name"; done | head -n 1)
[ -z "$missing" ] || fail "Elasticsearch's snapshot lacks the index $missing, which was there before it. Try again."
if [ -L "$source/$repository" ] || [ ! -f "$source/$repository/snap-${uuid:-none}.dat" ]; then
  fail "Elasticsearch's snapshot does not lie in $source/$repository, where its container's $place leads. Nothing of it counts."
fi

counts=$(printf '%s\n' "$indices" | awk '
  NF { gsub(/["\\]/, "", $1); documents = $2 ~ /^[0-9]+$/ ? $2 : "null"; list = list (list == "" ? "" : ",") "{\"name\":\"" $1 "\",\"documents\":" documents "}"; sum += $2; names += 1 }
  END { printf "%d %.0f [%s]\n", names, sum, list }')
list=${counts#* * }
counts=${counts% "$list"}
printf '{"version":1,"state":"%s","snapshot":"%s","uuid":"%s","shards":%s,"indices":%s}\n' "$state" "$snapshot" "$uuid" "$shards" "$list" |
  run_restic --quiet backup --stdin --stdin-filename elasticsearch.json "--host=$host" "--tag=set=$set" --tag=source=elasticsearch-counts || fail 'What was counted could not be stored. Nothing of this part counts.'
said=$(store_telling "--host=$host" "--tag=set=$set" --tag=source=elasticsearch-unfinished -- "$source/$repository")
code=$(printf '%s\n' "$said" | sed -n 's/^restic //p')
[ "$code" = 0 ] || fail "restic ended with exit code ${code:-?} while it stored Elasticsearch's snapshot. Nothing of it counts."
bytes=$(printf '%s\n' "$said" | sed -n 's/.*"message_type":"summary".*"total_bytes_processed":\([0-9]*\).*/\1/p')
look
is_whole || fail "Elasticsearch's snapshot is not whole any more: ${state:-HTTP $status}. Nothing of it counts."
part=$(ids_of elasticsearch-unfinished) || fail 'What restic has stored could not be looked up. Try again.'
counted=$(ids_of elasticsearch-counts) || fail 'What restic has stored could not be looked up. Try again.'
case "${part:-none}${counted:-none}" in *[!0-9a-f]*) fail 'What restic has stored is not there once. Try again.' ;; esac
run_restic --quiet tag "--set=set=$set" --set=source=elasticsearch "--set=counts=$counted" "--set=uuid=$uuid" "--set=shards=$shards" "--set=indices=${counts% *}" \
  "--set=documents=${counts#* }" "--set=bytes=${bytes:-0}" "--set=elasticsearch=${version:-unknown}" "--set=ended=$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$part"
echo "Elasticsearch's snapshot is stored: ${counts% *} indices, ${counts#* } documents."
