# shellcheck shell=bash
# The engine that the servers run on: the machine's own when it answers, else a private one under the cache folder.

ENGINE=$CACHE/engine
ENGINE_SOCKET=$ENGINE/docker.sock

choose_engine() {
  if [ -S "$ENGINE_SOCKET" ] && docker -H "unix://$ENGINE_SOCKET" info >/dev/null 2>&1; then
    export DOCKER_HOST=unix://$ENGINE_SOCKET
  else
    docker info >/dev/null 2>&1
  fi
}

engine_up() {
  choose_engine || with_lock start_private_engine
  choose_engine || die "no container engine answers"
  free_subnet "$(own_bridge)"
  docker network inspect "$NETWORK" >/dev/null 2>&1 ||
    docker network create --subnet "$SUBNET.0/24" --ip-range "$SUBNET.128/25" --label "$LABEL=network" "$NETWORK" >/dev/null ||
    docker network inspect "$NETWORK" >/dev/null
}

own_bridge() { docker network inspect -f 'br-{{slice .Id 0 12}}' "$NETWORK" 2>/dev/null || true; }

# forget_dead PIDFILE PROGRAM: the pid of an engine that was killed may belong to another program by now; a new engine
# would then refuse to start, or wait for it. A killed one that nobody has reaped has no exe.
forget_dead() {
  [ -e "$1" ] || return 0
  case $(readlink "/proc/$(cat "$1")/exe") in */"$2") ;; *) rm -f "$1" ;; esac
}

start_private_engine() {
  choose_engine && return # another caller was faster
  [ "$(id -u)" = 0 ] || die "no Docker engine answers, and only root can start one"
  command -v dockerd >/dev/null || die "no Docker engine answers and dockerd is missing: install Docker (Debian: docker.io iptables)"
  [ "${#ENGINE_SOCKET}" -lt 100 ] || die "the cache folder's path is too long for a socket"
  mkdir -p "$ENGINE"
  forget_dead "$ENGINE/docker.pid" dockerd
  forget_dead "$ENGINE/exec/containerd/containerd.pid" containerd
  remember_machine
  # Without the proxy a connection to a published port is refused when nothing listens inside, as on a real server.
  setsid nohup dockerd --userland-proxy=false --data-root "$ENGINE/data" --exec-root "$ENGINE/exec" \
    --pidfile "$ENGINE/docker.pid" -H "unix://$ENGINE_SOCKET" >>"$ENGINE/log" 2>&1 </dev/null 9>&- &
  for _ in $(seq 300); do
    docker -H "unix://$ENGINE_SOCKET" info >/dev/null 2>&1 && return
    sleep 0.1
  done
  tail -n 5 "$ENGINE/log" >&2
  die "the private engine did not start"
}

# Removes the servers, services and network; stops the private engine and leaves nothing of it but the cache folder. The
# machine's own engine goes on.
engine_down() {
  local user=''
  read -r user _ 2>/dev/null < "$CACHE/in-use" || true
  if [ -n "$user" ] && kill -0 "$user" 2>/dev/null; then
    die "tests use the servers (process $user): wait for their end, or end them first"
  fi
  # Only an engine ends the containers of one that was killed.
  if ! choose_engine && pgrep -f -- "-address $ENGINE/exec/containerd/" >/dev/null; then start_private_engine; fi
  if choose_engine; then
    sweep
    docker network rm "$NETWORK" >/dev/null 2>&1 || true
  fi
  [ -d "$ENGINE" ] || return 0
  stop_process "$ENGINE/docker.pid" dockerd
  stop_process "$ENGINE/exec/containerd/containerd.pid" containerd
  unmount_engine
  restore_machine
}

# stop_process PIDFILE PROGRAM
stop_process() {
  forget_dead "$1" "$2"
  [ -e "$1" ] || return 0
  local pid
  pid=$(cat "$1")
  kill "$pid"
  for _ in $(seq 300); do
    kill -0 "$pid" 2>/dev/null || { rm -f "$1"; return 0; }
    sleep 0.1
  done
  die "the private engine's $2 (process $pid) does not end; its log: $ENGINE/log"
}

# What stays on the machine, with its size and the command that removes it.
print_cache() {
  local images
  echo "$(du -sh "$CACHE" | cut -f 1) in $CACHE: what was built, with the test host's passwords and keys."
  echo "To remove it: rm -rf $(printf %q "$CACHE")"
  if images=$(docker images -q "$IMAGES/*" 2>/dev/null) && [ -n "$images" ]; then
    echo "In this machine's Docker: the images $IMAGES/*. To remove them: docker rmi -f \$(docker images -q '$IMAGES/*')"
  fi
}

sweep() {
  local ids dir
  choose_engine || return 0
  ids=$(docker ps -aq --filter "label=$LABEL")
  # shellcheck disable=SC2086
  [ -z "$ids" ] || docker rm -f $ids >/dev/null
  for dir in "$CACHE"/servers/*/; do
    [ ! -d "$dir" ] || remove_state "$dir"
  done
}
