# Replaces ClearML's indices in the Elasticsearch in the container $3 by its snapshot that is the snapshot $2 of the restic repository in $1:
# elasticsearch-restored.ts. $4: the directory of the server that is mounted there as a place for snapshots · $5: the snapshot with what was
# counted · $6: seconds that each may take. Standard input: the repository's passphrase.
#
# Nothing is deleted before Elasticsearch itself has found the snapshot whole in that place. Killed half way, the next attempt begins anew.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 snapshot=$2 container=$3 place=$4 counted=$5 limit=$6
repository=groundcrew-restore
work=$place/$repository
# Elasticsearch's user owns $place and could put a link there while root writes: the copy is made beside it, where that user gets nowhere.
staged=$(dirname -- "$place")/.$repository-elasticsearch
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
status='' told=''
#include guide/backups/restic.sh
#include guide/backups/elasticsearch-api.sh
# A name in a path of a URL: each of its bytes by number.
encoded() { printf '%s' "$1" | od -An -v -tx1 | tr -d '\n' | tr ' ' '%'; }
delete_index() {
  elastic DELETE "/$(encoded "$1")" 300
  [ "$status" = 200 ] || [ "$status" = 404 ] || fail "Elasticsearch does not delete its index $1: $(reason)."
}
# Its own, with a dot, are left alone.
list_indices() {
  elastic GET "/_cat/indices/*,-.*?h=$1&s=index&expand_wildcards=all" 120
  [ "$status" = 200 ] || fail "Elasticsearch does not tell its indices: $(reason)."
  printf '%s\n' "$told" | awk 'NF'
}
unregister() {
  elastic DELETE "/_snapshot/$repository" 120
  [ "$status" = 200 ] || [ "$status" = 404 ]
}
leave() {
  code=$?
  trap - EXIT
  rm -rf -- "$staged"
  # Elasticsearch refuses while it still reads from there.
  if unregister; then rm -rf -- "$work"; else echo "The copy in $work stays until the next attempt: $(reason)."; fi
  exit "$code"
}
[ "$(docker inspect --format '{{.State.Running}}' "$container" 2>/dev/null)" = true ] || fail "Elasticsearch's container does not run. Start it, then try again."
must_address "$container" Elasticsearch
inside=$(docker inspect --format "{{range .Mounts}}{{if eq .Source \"$place\"}}{{println .Destination}}{{end}}{{end}}" "$container" | head -n 1)
if [ -z "$inside" ] || [ ! -d "$place" ]; then fail "$place is not mounted in Elasticsearch's container. Give it that place for snapshots, then try again."; fi
until=$(($(date +%s) + 120))
until elastic GET / 10 && [ "$status" = 200 ]; do
  [ "$(date +%s)" -lt "$until" ] || fail "Elasticsearch does not answer: $(reason)."
  sleep 2
done
trap leave EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
trap 'exit 129' HUP

# What an earlier attempt has left: half an index goes, so that its repository is not in use any more.
elastic GET "/_snapshot/$repository" 60
if [ "$status" = 200 ]; then
  elastic GET "/_cat/recovery?active_only=true&h=repository,index" 60
  # A name may hold signs that would stand for names of files here.
  set -f
  for index in $(printf '%s\n' "$told" | awk -v ours="$repository" '$1 == ours { print $2 }' | sort -u); do delete_index "$index"; done
  set +f
  unregister || fail "What an earlier attempt has left in Elasticsearch could not be removed: $(reason)."
fi
rm -rf -- "$work" "$staged"
counts=$(run_restic dump "$counted" /elasticsearch.json) || fail "What was counted in Elasticsearch can not be read: the passphrase may be wrong, or the repository damaged. Nothing was changed."
wanted=$(printf '%s' "$counts" | grep -oE '[{]"name":"[^"]+","documents":([0-9]+|null)[}]' | sed 's/^{"name":"\(.*\)","documents":\(.*\)}$/\1 \2/') || true
# A ClearML that nobody has used yet has none.
if [ -z "$wanted" ]; then
  case $counts in *'"indices":[]'*) ;; *) not_whole 'What was counted in Elasticsearch names no index. Nothing was changed.' ;; esac
fi
needed=$(run_restic --no-lock --json stats --mode restore-size "$snapshot" | sed -n 's/.*"total_size":\([0-9]*\).*/\1/p')
[ -n "$needed" ] || fail "restic does not tell how large Elasticsearch's snapshot is. Nothing was changed."
# It lies there twice for a while, as a copy and as indices; what is deleted before makes room for the indices only.
sizes=$(list_indices 'store.size&bytes=b')
freed=$(printf '%s\n' "$sizes" | awk '{ sum += $1 } END { printf "%.0f", sum }')
data=$(docker inspect --format '{{range .Mounts}}{{if eq .Destination "/usr/share/elasticsearch/data"}}{{println .Source}}{{end}}{{end}}' "$container" | head -n 1)
# Where it keeps its data elsewhere, that is taken for the same file system: that asks for more.
[ -d "$data" ] || data=$place
# must_hold DIRECTORY BYTES: at flood stage, 95 % by default, Elasticsearch lets nobody write any more.
must_hold() {
  lacks=$(df -P -B1 -- "$1" | awk -v more="$2" 'NR == 2 && $4 - more <= $2 / 10 { printf "%.0f", (more + $2 / 10 - $4) / 1000000 + 1 }')
  [ -z "$lacks" ] || fail "Elasticsearch's snapshot takes $((needed / 1000000)) MB as a copy and once more as indices, of which $((freed / 1000000)) MB are there now and go. The file system of $1 lacks $lacks MB for that: a tenth of it must stay free. Nothing was changed. Free space, then try again."
}
must_hold "$place" "$needed"
if [ "$(stat -c %d -- "$data")" = "$(stat -c %d -- "$place")" ]; then must_hold "$place" "$((2 * needed - freed))"; else must_hold "$data" "$((needed - freed))"; fi
mkdir -m 0700 -- "$staged"
run_restic --quiet restore "$snapshot" --target "$staged" || fail "restic could not put Elasticsearch's snapshot into $place (exit code $?). Nothing was changed in Elasticsearch."
found=$(find "$staged" -type f -name index.latest -printf '%h\n')
[ -f "$found/index.latest" ] || not_whole "What was stored of Elasticsearch is no repository of it. Nothing was changed. Choose another backup."
# Its user, whoever that is here, must be able to read.
chown -R --no-dereference --reference="$place" -- "$found"
chmod -R u+rwX -- "$found"
# -T: into no directory that has this name by now.
mv -T -- "$found" "$work" || fail "The snapshot could not be moved to $work: something is in its place. Remove that, then try again. Nothing was changed in Elasticsearch."
rm -rf -- "$staged"

elastic PUT "/_snapshot/$repository" 120 "{\"type\":\"fs\",\"settings\":{\"location\":\"$inside/$repository\",\"readonly\":true}}"
[ "$status" = 200 ] || fail "Elasticsearch can't read the snapshot in $work: $(reason). Nothing was changed in it."
elastic GET "/_snapshot/$repository/_all?filter_path=snapshots.snapshot,snapshots.state,snapshots.shards" 300
name=$(printf '%s' "$told" | grep -oE '"snapshot":"groundcrew-[0-9a-z]{1,40}"' | cut -d '"' -f 4)
state=$(printf '%s' "$told" | sed -n 's/.*"state":"\([A-Z_]*\)".*/\1/p')
failed=$(printf '%s' "$told" | sed -n 's/.*"shards":{[^}]*"failed":\([0-9]\{1,9\}\)[,}].*/\1/p')
case $name in '' | *[!0-9a-z-]*) fail "The repository that was stored does not hold one snapshot of ours: $(reason). Nothing was changed in Elasticsearch. Choose another backup." ;; esac
if [ -z "$state" ] || [ -z "$failed" ]; then fail "Elasticsearch does not tell how whole the snapshot is: $(reason). Nothing was changed in it. Try again."; fi
if [ "$state" != SUCCESS ] || [ "$failed" != 0 ]; then not_whole "Elasticsearch finds the snapshot $state, with $failed shards failed. Nothing was changed in it. Choose another backup."; fi

half='Elasticsearch is half restored: try again, or restore the safety backup.'
echo "ClearML's indices are deleted, and those of the snapshot $name are restored."
# One by one: by a pattern it need not be allowed, and an index that is newer than the snapshot would stay.
indices=$(list_indices index)
set -f
for index in $indices; do delete_index "$index"; done
set +f
elastic POST "/_snapshot/$repository/$name/_restore?wait_for_completion=false" 300 '{"indices":"*,-.*","include_global_state":false,"include_aliases":true,"ignore_unavailable":false,"partial":false}'
[ "$status" = 200 ] || fail "Elasticsearch does not restore its snapshot: $(reason). $half"
# Seconds after which it is believed that it will not place a shard: it looks at its disks every half minute.
patience=120
until=$(($(date +%s) + limit)) stuck=0 since=''
# Whether Elasticsearch places none of what is open; $why: in its words.
is_refused() {
  if printf '%s\n' "$open" | grep -q INITIALIZING; then return 1; fi
  # No name of an index holds a quotation mark or a backslash.
  elastic GET /_cluster/allocation/explain 60 "$(printf '%s\n' "$open" | awk 'NR == 1 { printf "{\"index\":\"%s\",\"shard\":%d,\"primary\":true}", $1, $2 }')"
  case $told in *'"can_allocate":"no"'*) ;; *) return 1 ;; esac
  why=$(printf '%s' "$told" | tr -d '\000-\037' | sed -n 's/.*"decision":"NO","explanation":"\(\([^"\]\|\\.\)\{1,400\}\).*/\1/p')
}
while :; do
  elastic GET '/_cat/shards/*,-.*?h=index,shard,prirep,state,unassigned.reason' 60
  if [ "$status" = 200 ]; then
    open=$(printf '%s\n' "$told" | awk '$3 == "p" && $4 != "STARTED" && $4 != "RELOCATING"' )
    [ -n "$open" ] || break
    # A shard that failed is not tried again by itself.
    if printf '%s\n' "$open" | grep -q INITIALIZING || ! printf '%s\n' "$open" | grep -q FAILED; then stuck=0; else stuck=$((stuck + 1)); fi
    [ "$stuck" -lt 5 ] || fail "Elasticsearch could not restore its index $(printf '%s\n' "$open" | awk '{ print $1; exit }'). $half"
    if is_refused; then since=${since:-$(date +%s)}; else since=''; fi
    if [ -n "$since" ] && [ $(($(date +%s) - since)) -ge "$patience" ]; then
      fail "Elasticsearch does not place its index $(printf '%s\n' "$open" | awk '{ print $1; exit }'): ${why:-it gives no reason}. Where its disk is too full for it, free space. $half"
    fi
  fi
  [ "$(date +%s)" -lt "$until" ] || fail "Elasticsearch did not restore its snapshot within $limit seconds. $half"
  sleep 2
done

# What was written or deleted while the snapshot was made may be in it or not, so a few documents more or fewer are none that are lost.
elastic POST '/_refresh' 120
found=$(list_indices index,docs.count)
told=$(printf '%s\n' "$wanted" | awk -v found="$found" '
  BEGIN { n = split(found, lines, "\n"); for (i = 1; i <= n; i++) { split(lines[i], word, " "); there[word[1]] = word[2] == "" ? 0 : word[2] } }
  !NF { next }
  !($1 in there) || ($2 > 0 && there[$1] == 0) { print "lost", $1; next }
  $2 != "null" && $2 != there[$1] { print "differs", $1, there[$1], $2 }
  { sum += there[$1]; names++ }
  END { printf "all %d %.0f\n", names, sum }')
lost=$(printf '%s\n' "$told" | sed -n 's/^lost //p' | head -n 1)
[ -z "$lost" ] || not_whole "Elasticsearch has nothing of the index $lost, which the backup holds. $half"
printf '%s\n' "$told" | sed -n 's/^differs \(.*\) \(.*\) \(.*\)$/The index \1 has \2 documents; just before the snapshot it had \3./p'
printf '%s\n' "$told" | sed -n 's/^all \(.*\) \(.*\)$/Elasticsearch is as it was stored: \1 indices, \2 documents./p'
