# Recreates Elasticsearch's container of the Compose project in $1 (its service is $2), and waits until it answers with $3 among the places
# for snapshots. $4: seconds · then the words of the Compose command. Standard input: docker-compose.override.yml as it was before.
# Where Elasticsearch does not come back, that is put back and it is recreated once more: ClearML is to live on as it was.
set -eu
base=$1 service=$2 place=$3 limit=$4
shift 4
before=$(cat; echo .)
container='' status='' told=''
override=$base/docker-compose.override.yml
fail() {
  echo "$1" >&2
  exit 61
}
#include guide/backups/elasticsearch-api.sh
is_well() {
  until=$(($(date +%s) + limit))
  while :; do
    status=''
    ! find_elasticsearch 2>/dev/null || elastic GET '/_cluster/health?wait_for_status=yellow&timeout=5s' 10
    if [ "$status" = 200 ]; then return 0; fi
    [ "$(date +%s)" -lt "$until" ] || return 1
    sleep 1
  done
}
has_place() {
  elastic GET '/_nodes/settings?filter_path=nodes.*.settings.path.repo' 10
  case $told in *"\"$place\""* | *"\"$place,"* | *",$place\""*) ;; *) return 1 ;; esac
}
cd "$base"
if "$@" up -d --no-deps "$service" && is_well; then
  if has_place; then
    echo 'Elasticsearch answers, and can write snapshots.'
    exit 0
  fi
  why="Elasticsearch answers, and does not take $place as a place for snapshots"
else
  why='Elasticsearch does not come back with a place for snapshots'
  [ -z "$container" ] || docker logs --tail 40 "$container" || true
fi
umask 077
# Compose does not take an empty file.
if [ "$before" = . ]; then rm -f -- "$override"; else
  printf '%s' "${before%.}" >"$override.groundcrew"
  mv -f -- "$override.groundcrew" "$override"
fi
if "$@" up -d --no-deps "$service" && is_well; then fail "$why. docker-compose.override.yml was put back, and Elasticsearch runs as it did before."; fi
fail "$why. docker-compose.override.yml was put back, and Elasticsearch still does not answer: look at \"docker logs\" of its container."
