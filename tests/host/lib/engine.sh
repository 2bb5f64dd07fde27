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
  docker network inspect "$NETWORK" >/dev/null 2>&1 ||
    docker network create --subnet "$SUBNET.0/24" --ip-range "$SUBNET.128/25" --label "$LABEL=network" "$NETWORK" >/dev/null ||
    docker network inspect "$NETWORK" >/dev/null
}

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
  [ -e "$ENGINE/ip_forward" ] || cat /proc/sys/net/ipv4/ip_forward >"$ENGINE/ip_forward"
  forget_dead "$ENGINE/docker.pid" dockerd
  forget_dead "$ENGINE/exec/containerd/containerd.pid" containerd
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

# Stops the private engine and takes its rules and bridges away. The machine's own engine is left alone.
engine_down() {
  [ -e "$ENGINE/docker.pid" ] || return 0
  choose_engine && sweep
  docker network rm "$NETWORK" >/dev/null 2>&1 || true
  kill "$(cat "$ENGINE/docker.pid")" 2>/dev/null || true
  for _ in $(seq 300); do
    [ -e "$ENGINE/docker.pid" ] || break
    sleep 0.1
  done
  [ ! -e "$ENGINE/docker.pid" ] || die "the private engine does not stop"
  pgrep -x -r R,S,D dockerd >/dev/null && return # another engine uses the rules
  iptables-save | grep -vi docker | iptables-restore
  iptables -P FORWARD ACCEPT
  ip link del docker0 2>/dev/null || true
  sysctl -q -w net.ipv4.ip_forward="$(cat "$ENGINE/ip_forward")"
  rm -f "$ENGINE/ip_forward"
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
