# scratch_elasticsearch OPTION…: an Elasticsearch of the drill's own with the backup in it, compared. Set there: what elasticsearch.sh and clearml.sh take as words.
# shellcheck disable=SC2154 # set by the script that includes it
scratch_elasticsearch() {
  owner=$(own_by "$alive" /usr/share/elasticsearch/data)
  mkdir -m 0700 "$work/data" "$work/snapshots"
  chown "$owner" "$work/data" "$work/snapshots"
  heap=$((memory / 2 / 1048576))m
  set -- "$@" --mount "type=bind,source=$work/data,destination=/usr/share/elasticsearch/data" --mount "type=bind,source=$work/snapshots,destination=/usr/share/elasticsearch/snapshots"
  # Its room was judged already; where the disk is rather full, Elasticsearch would place nothing on it.
  for setting in "ES_JAVA_OPTS=-Xms$heap -Xmx$heap -Dlog4j2.formatMsgNoLookups=true" discovery.type=single-node cluster.name=groundcrew-drill node.name=groundcrew-drill \
    path.repo=/usr/share/elasticsearch/snapshots cluster.routing.allocation.disk.threshold_enabled=false; do
    set -- "$@" --env "$setting"
  done
  # What the living one is told of its parts, such as that it asks for no password, must be told here, too.
  for setting in $(docker inspect --type container --format '{{range .Config.Env}}{{println .}}{{end}}' "$alive" | grep -E '^(xpack\.[a-z._]+\.enabled=(true|false)|cluster\.max_shards_per_node=[0-9]{1,7})$'); do
    set -- "$@" --env "$setting"
  done
  make_container "$alive" "$memory" "$@"
  until_connected 9200
  restore "$script" "$directory" "$snapshot" "$container" "$work/snapshots" "$counted" "$limit"
}
