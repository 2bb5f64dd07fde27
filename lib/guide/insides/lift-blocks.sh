# Lifts blocks of the indices of Elasticsearch of the Compose project in $1: $2 names which, as the JSON of their settings.
set -eu
container=
for name in elasticsearch elastic; do
  container=$(docker ps --quiet --filter status=running --filter "label=com.docker.compose.project.working_dir=$1" --filter "label=com.docker.compose.service=$name" --filter label=com.docker.compose.oneoff=False | head -n 1)
  [ -z "$container" ] || break
done
if [ -z "$container" ]; then
  echo 'Elasticsearch does not run. Start it first.' >&2
  exit 1
fi
address=$(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' "$container" | tr ' ' '\n' | sed '/^$/d' | head -n 1)
# It answers with "acknowledged"; while the disk is still too full it blocks them again within half a minute.
said=$(curl -q --silent --show-error --noproxy '*' --max-time 60 --request PUT --header 'Content-Type: application/json' \
  --write-out '\nHTTP %{http_code}' --data "$2" "http://${address:-127.0.0.1}:9200/_all/_settings?expand_wildcards=all")
printf '%s\n' "$said"
# By the status: curl fails by itself, and shows the answer all the same, only from 7.76 on, which Ubuntu 20.04 does not have.
case $said in *'HTTP 200') ;; *) exit 22 ;; esac
