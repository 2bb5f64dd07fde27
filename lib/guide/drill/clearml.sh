# Restores a backup's MongoDB and Elasticsearch side by side, compares them, starts a Redis and ClearML's API server on them and asks it, and removes
# all of it, however this ends: drill/clearml.ts.
# $1: the repository · $2: seconds that each may take · $3: the drill's run · $4: where its directories are made · $5: where an earlier one may be ·
# $6: bytes of the disk · then of MongoDB: the snapshot · the snapshot with what was counted · the archive's reader · the program that empties and
# compares · the script of a restore · the container that lives · bytes of memory · of Elasticsearch: snapshot, counted, script, container, memory ·
# of Redis: container, memory · of the API server: container, memory · the program that makes it (apiserver.py) ·
# of another server's backup, the images of MongoDB and Elasticsearch that it was made with.
# Standard input: the repository's passphrase, and in a line "login=" the user for curl in base64, if there is one.
# The last line of the output says what became of the API server: "clearml passed|failed SECONDS SENTENCE". Whether the data are whole was judged before.
# shellcheck disable=SC2034,SC2154 # restic.sh and scratch.sh read and set some
set -eu
directory=$1 limit=$2 run=$3 place=$4 elsewhere=$5 bytes=$6
shift 6
part=mongodb snapshot=$1 counted=$2 reader=$3 program=$4 script=$5 alive=$6 memory=$7
shift 7
passphrase=$(cat)
#include guide/drill/scratch.sh
#include guide/drill/mongodb-scratch.sh
#include guide/drill/elasticsearch-scratch.sh
# Who asks the API server goes by standard input, so that no process shows it.
asked() {
  printf '%s\n' "$who" | curl -q --silent --max-time 30 --max-filesize 16777216 --proto '=http' --noproxy '*' --config - --output "$work/answer" --write-out '%{http_code}' \
    --header 'Content-Type: application/json' --data '{}' --url "http://$address:8008/$1" || true
}
reason() { if [ -f "$work/answer" ]; then sed -n 's/.*"result_msg"[[:space:]]*:[[:space:]]*"\([^"]*\).*/\1/p' "$work/answer" | head -n 1 | tr -cd '[:print:]' | cut -c 1-200; fi; }
start_clearml() {
  trap say_container EXIT
  next_part redis
  # shellcheck disable=SC2046 # words without signs
  make_container "$redis" "$redis_memory" --network-alias redis $(aliases_of "$redis") --tmpfs /data
  until_connected 6379
  next_part apiserver
  enough_memory "$api_memory"
  container=$(python3 -I -S -c "$program" "$alive" "$name" "$run" "$network" "$api_memory" "$work")
  case $container in '' | *[!0-9a-f]*) fail 'Docker does not tell the id of the API server that it made.' ;; esac
  docker start "$container" >/dev/null
  address=$(address_of "$container")
  [ -n "$address" ] || fail "ClearML's API server ended at once on the restored stores."
  who='' until_time=$(($(date +%s) + 420)) code=''
  # It listens once it has reached all three stores and has brought what is in them up to its version.
  until code=$(asked debug.ping) && [ "$code" = 200 ]; do
    [ "$(docker inspect --type container --format '{{.State.Running}}' "$container" 2>/dev/null)" = true ] || fail "ClearML's API server has ended on the restored stores."
    [ "$(date +%s)" -lt "$until_time" ] || fail "ClearML's API server did not answer on the restored stores within seven minutes."
    sleep 1
  done
  outcome="ClearML's API server started on the restored stores and answered"
  who=$(given login | base64 -d)
  if [ -n "$who" ]; then
    code=$(asked auth.login)
    [ "$code" = 200 ] || fail "ClearML's API server started on the restored stores, but the support user could not log in: HTTP $code $(reason)."
    token=$(sed -n 's/.*"token"[[:space:]]*:[[:space:]]*"\([A-Za-z0-9._~+=/-]*\)".*/\1/p' "$work/answer")
    [ -n "$token" ] || fail "ClearML's API server started on the restored stores, but gave the support user no token."
    who="header = \"Authorization: Bearer $token\""
    code=$(asked projects.get_all)
    [ "$code" = 200 ] || fail "ClearML's API server started on the restored stores, but does not list its projects: HTTP $code $(reason)."
    projects=$(python3 -I -S -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["data"]["projects"]))' "$work/answer" 2>/dev/null) || fail "ClearML's API server started on the restored stores, but its list of projects can not be read."
    outcome="$outcome; the support user logged in and listed the projects: $projects"
  fi
  trap - EXIT
  echo "clearml passed $(($(date +%s) - begun)) $outcome."
}

stored_image=${11:-}
make_place "$bytes"
# shellcheck disable=SC2046 # words without signs
scratch_mongodb --network-alias mongo --network-alias mongodb $(aliases_of "$alive")
next_part elasticsearch
snapshot=$1 counted=$2 script=$3 alive=$4 memory=$5 stored_image=${12:-}
shift 5
# shellcheck disable=SC2046 # words without signs
scratch_elasticsearch --network-alias elasticsearch --network-alias elastic $(aliases_of "$alive")
redis=$1 redis_memory=$2 alive=$3 api_memory=$4 program=$5 stored_image=''
echo "MongoDB and Elasticsearch are as they were stored. ClearML's API server is started on them, where nothing else can be reached."
begun=$(date +%s) said=$work/said ended=0
# Whatever becomes of it, the data are whole: it is told beside that.
set +e
(
  set -e
  start_clearml
) 2>"$said"
ended=$?
set -e
cat "$said" >&2
if [ "$ended" != 0 ]; then
  why=$(grep -v '^! ' "$said" | grep . | tail -n 1 | tr -cd '[:print:]' | cut -c 1-600) || true
  echo "clearml failed $(($(date +%s) - begun)) ${why:-The API server could not be started on the restored stores (exit code $ended).}"
fi
