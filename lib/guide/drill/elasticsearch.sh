# Restores a backup's Elasticsearch into one that is made for that, compares it, and removes it, however this ends: drill/elasticsearch.ts.
# $1: the repository · $2: the snapshot · $3: the snapshot with what was counted · $4: seconds that each may take · $5: the script of a restore ·
# $6: the drill's run · $7: where its directory is made · $8: where an earlier one may be · then the container that lives · bytes of memory and
# of the disk. Standard input: the repository's passphrase.
# shellcheck disable=SC2154 # $work and $container: scratch.sh sets them
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 snapshot=$2 counted=$3 limit=$4 script=$5 run=$6 place=$7 elsewhere=$8
shift 8
# shellcheck disable=SC2034 # scratch.sh reads it
alive=$1 memory=$2 bytes=$3 part=elasticsearch
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/drill/scratch.sh
make_place "$bytes"
owner=$(own_by "$alive" /usr/share/elasticsearch/data)
mkdir -m 0700 "$work/data" "$work/snapshots"
chown "$owner" "$work/data" "$work/snapshots"
heap=$((memory / 2 / 1048576))m
set -- --mount "type=bind,source=$work/data,destination=/usr/share/elasticsearch/data" --mount "type=bind,source=$work/snapshots,destination=/usr/share/elasticsearch/snapshots"
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
