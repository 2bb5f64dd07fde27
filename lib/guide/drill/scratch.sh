# What the scripts of a drill share, included by them: $part (what is restored), $run (which drill it is), $place (where its directory is made),
# $elsewhere (where an earlier one may have made its own) and $passphrase are set there, with what restic.sh needs.
# shellcheck disable=SC2154 # set by the script that includes it
#include guide/backups/restic.sh
#include guide/backups/damage.sh
#include facts/container.sh
#include guide/drill/remove.sh
name=groundcrew-drill-$run-$part work=$place/$run-$part container='' network=''
scratch_run "groundcrew-drill-$run-mongodb" "$run" '' >/dev/null || fail 'This drill has no name that could be told apart from others.'
# What the container says bears a mark: the last line without one is the sentence for the operator (run-failure.ts).
say_container() {
  if [ -n "$container" ]; then docker logs --tail 15 "$container" 2>&1 | tr -d '\000-\010\013-\037' | cut -c 1-300 | sed 's/^/! /' >&2 || true; fi
}
# next_part PART: what is made from then on is another part of the same drill, in the same network.
next_part() {
  part=$1 name=groundcrew-drill-$run-$1 work=$place/$run-$1 container=''
  mkdir -m 0700 -- "$work"
}
leave() {
  code=$?
  trap - EXIT
  trap '' TERM INT HUP
  if [ "$code" != 0 ]; then say_container; fi
  remove_scratch "$run" "$place" "$elsewhere" || [ "$code" != 0 ] || code=61
  exit "$code"
}
# make_place BYTES: the directory, on a file system that keeps a tenth free of all that the drill will write.
make_place() {
  trap leave EXIT
  trap 'exit 143' TERM
  trap 'exit 130' INT
  trap 'exit 129' HUP
  umask 077
  # Only one drill begins at a time: it holds the server's lock.
  remove_scratch '' "$elsewhere" "$place"
  mkdir -p -- "${place%/*}"
  mkdir -m 0700 -- "$place" 2>/dev/null || is_place "$place" || fail "$place is not a directory that only root can enter. Remove it, then try again. Nothing was begun."
  if command -v docker >/dev/null 2>&1; then is_apart; fi
  df -P -B1 -- "$place" | awk -v needed="$1" 'NR == 2 { exit !($4 > needed + $2 / 10) }' || fail "The drill needs $(($1 / 1000000)) MB, and the file system of $place has no room for that: a tenth of it must stay free. Nothing was begun. Free space, then try again."
  mkdir -m 0700 -- "$work"
}
# Whatever a container sees is its own: a drill writes nothing there.
is_apart() {
  for id in $(docker ps --all --quiet --no-trunc); do
    for mounted in $(docker inspect --format '{{range .Mounts}}{{if eq .Type "bind"}}{{println .Source}}{{end}}{{end}}' "$id" | grep -E '^/[!-~]+$'); do
      case $place/ in "${mounted%/}"/*) [ "$mounted" = / ] || fail "$place lies inside of $mounted, which a container sees. Nothing was begun." ;; esac
    done
  done
}
enough_memory() {
  awk -v needed="$1" '/^MemAvailable:/ { exit !($2 * 1024 > needed + 2000000000) }' /proc/meminfo || fail "The drill may take $(($1 / 1000000)) MB of memory, and 2000 MB must stay for ClearML; less is available. Nothing was begun. Try again when less runs, or on a server with more memory."
}
# aliases_of LIVING: options that give the drill's container the names of the living one, so that a configuration which names that means the drill's.
aliases_of() {
  docker inspect --type container --format '{{println .Name}}{{range .NetworkSettings.Networks}}{{range .Aliases}}{{println .}}{{end}}{{end}}' "$1" | sed 's#^/##' | grep -E '^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$' | sort -u | sed 's/^/--network-alias /'
}
# make_container LIVING MEMORY OPTION…: a container of the image of the one that lives, or of $stored_image where that is set, in a network of its own that leads nowhere; no port is published.
# It is known by its id from then on, whatever has which name.
make_container() {
  living=$1 memory=$2
  shift 2
  enough_memory "$memory"
  image=$(docker inspect --type container --format '{{.Image}}' "$living") || fail "There is no container $living, whose image the drill would take. Start ClearML, then try again."
  # What it runs as and whose its data are is as here all the same.
  if [ -n "${stored_image:-}" ]; then
    image=$(docker image inspect --format '{{.Id}}' -- "$stored_image") || fail "The image $stored_image, with which the backup was made, is not here any more. Pull it, then try again."
  fi
  user=$(docker inspect --type container --format '{{.Config.User}}' "$living")
  case $user in *[!0-9A-Za-z_.:-]*) fail "The container $living runs as a user with a strange name." ;; esac
  if [ -z "$network" ]; then
    docker network create --internal --label "groundcrew.drill=$run" "$name" >/dev/null
    network=$name
  fi
  container=$(docker create --pull never --name "$name" --label "groundcrew.drill=$run" --network "$network" --restart no --memory "$memory" --memory-swap "$memory" \
    --cpu-shares 128 --pids-limit 8192 --ulimit nofile=65536:65536 --security-opt no-new-privileges --log-driver json-file --log-opt max-size=10m ${user:+"--user=$user"} "$@" "$image")
  case $container in '' | *[!0-9a-f]*) fail 'Docker does not tell the id of the container that it made.' ;; esac
  docker start "$container" >/dev/null
  address=$(address_of "$container")
  [ -n "$address" ] || fail 'The container of the drill has ended at once. What it says stands below.'
}
# own_by LIVING DESTINATION: "UID:GID" of what the living container has there, to make the drill's directory as it; read, never changed.
own_by() {
  source=$(docker inspect --type container --format "{{range .Mounts}}{{if eq .Destination \"$2\"}}{{println .Source}}{{end}}{{end}}" "$1" | head -n 1)
  stat -c '%u:%g' -- "$source" 2>/dev/null || echo 0:0
}
# until_connected PORT: waits until it listens.
until_connected() {
  until_time=$(($(date +%s) + 300))
  until python3 -I -S -c 'import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 2)' "$address" "$1" 2>/dev/null; do
    [ "$(docker inspect --type container --format '{{.State.Running}}' "$container" 2>/dev/null)" = true ] || fail 'The container of the drill has ended. What it says stands below.'
    [ "$(date +%s)" -lt "$until_time" ] || fail 'The container of the drill does not answer after five minutes. What it says stands below.'
    sleep 1
  done
}
# The backup itself is damaged, which drill-ended.ts knows by the exit code. Whatever else fails says nothing of it ("fail").
not_proven() { not_whole "The backup is damaged, so it is not proven any more. $1"; }
no_verdict() { fail "The drill could not restore the backup, and found no damage in it: what was known of it stays so. $1"; }
# heard COMMAND…: runs it, keeps what it says on standard error in $work/said and its exit code in $code: empty where there was no room for it.
heard() {
  rm -f -- "$work/said" "$work/code"
  { { "$@" 2>&1 >&4 4>&- && echo 0 >"$work/code" || echo "$?" >"$work/code"; } | tee -- "$work/said" >&2 || true; } 4>&1
  code=$(cat "$work/code" 2>/dev/null) || code=''
}
# Whether restic has said there that what is stored is damaged or gone, while the repository itself is there.
says_damaged() { dump_tells_damage "$work/said" && run_restic --no-lock cat config >/dev/null 2>&1; }
# Neither killed at its limit of memory nor ended by itself.
still_runs() { [ -z "$container" ] || [ "$(docker inspect --type container --format '{{.State.Running}} {{.State.OOMKilled}}' "$container" 2>/dev/null)" = 'true false' ]; }
# restore PROGRAM WORD…: the very script of a restore, in a shell of its own: what it traps and sets is not ours. $input, where it is set, is read
# by it instead of the passphrase alone.
restore() {
  script=$1
  shift
  begun=$(date +%s)
  echo "The script of a restore runs, and all that it says is of the drill's own${container:+" container $container"}."
  heard sh -eu -c "$script" restore "$@" <<end
${input:-$passphrase}
end
  if [ "$code" != 0 ]; then
    why=$(grep -v '^! ' "$work/said" | grep . | tail -n 1 | tr -cd '[:print:]' | cut -c 1-300) || true
    why="In the words of the restore${code:+ (exit code $code)}, which are about the drill's own databases: ${why:-none.}"
    if says_damaged; then not_proven "$why"; fi
    still_runs || no_verdict "Its container has ended meanwhile: it may have reached its limit of memory. $why"
    [ "$code" != 62 ] || not_proven "$why"
    no_verdict "$why"
  fi
  echo "Restored in $(($(date +%s) - begun)) seconds."
}
