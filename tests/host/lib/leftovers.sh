# shellcheck shell=bash
# What engines leave on a machine: bridges, packet filter rules, mounts. Takes away what a dead engine left, and never
# what a live one or the machine's own Docker may use.

SYSTEM_DOCKER=/var/lib/docker

# live_engines: pids of the dockerd processes of this machine. Those inside servers have networks of their own.
live_engines() {
  local pid network
  for pid in $(pgrep -x -r R,S,D dockerd || true); do
    network=$(readlink "/proc/$pid/ns/net" 2>/dev/null) || network=unknown
    case $network in unknown | "$(readlink /proc/self/ns/net)") echo "$pid" ;; esac
  done
}

# argument_of PID OPTION: its value on the command line of a process, or nothing.
argument_of() {
  tr '\0' '\n' <"/proc/$1/cmdline" 2>/dev/null | awk -v option="$2" '
    found { print; exit } $0 == option { found = 1 } index($0, option "=") == 1 { print substr($0, length(option) + 2); exit }'
}

# rules_in_use: whether a live engine uses Docker's packet filter rules.
rules_in_use() {
  local pid
  for pid in $(live_engines); do
    [ "$(argument_of "$pid" --iptables)" = false ] || return 0
  done
  return 1
}

# owner_of BRIDGE: whose it is, in words; fails when it is nobody's. An engine that does not answer may be its owner.
owner_of() {
  local pid socket networks
  for pid in $(live_engines); do
    socket=$(argument_of "$pid" -H)
    case $socket in unix://*) ;; *) socket=unix:///var/run/docker.sock ;; esac
    if ! networks=$(timeout 5 docker -H "$socket" network ls -q --no-trunc 2>/dev/null) || grep -q "^${1#br-}" <<<"$networks"; then
      echo "the engine with the process number $pid, which runs; end that: $(stop_command "$socket" "$pid" "${1#br-}")"
      return 0
    fi
  done
  ! grep -qs "${1#br-}" "$SYSTEM_DOCKER/network/files/local-kv.db" || echo "this machine's own Docker, which does not run"
}

# stop_command SOCKET PID NETWORK: a private engine is stopped by its own folder's tool, one whose folder was deleted by a
# signal; any other engine only gives up the network.
stop_command() {
  local socket=${1#unix://}
  case $socket in
    */engine/docker.sock)
      if [ -S "$socket" ]; then echo "GROUNDCREW_HOST_CACHE=$(printf %q "${socket%/engine/docker.sock}") tests/host/host engine-down"; else echo "kill $2"; fi
      ;;
    *) echo "docker -H unix://$socket network rm $3" ;;
  esac
}

# orphans: the cache folders of private engines that are gone and whose containers go on.
orphans() {
  local pid folder
  for pid in $(pgrep -f -- '-address /.*/engine/exec/containerd/' || true); do
    [ "$(readlink "/proc/$pid/ns/net")" = "$(readlink /proc/self/ns/net)" ] || continue
    folder=$(argument_of "$pid" -address)
    folder=${folder%/engine/exec/containerd/*}
    case $(readlink "/proc/$(cat "$folder/engine/docker.pid" 2>/dev/null)/exe") in */dockerd) ;; *) echo "$folder" ;; esac
  done | sort -u
}

# free_subnet [OURS]: only our own bridge may have addresses of our network; with two of them no server can be reached.
free_subnet() {
  local name owner other="choose another network: GROUNDCREW_HOST_SUBNET=10.213.8 (the first three numbers)"
  for name in $(ip -o -4 addr show to "$SUBNET.0/24" 2>/dev/null | awk '{ print $2 }' | sort -u); do
    [ "$name" != "${1:-}" ] || continue
    [[ $name =~ ^br-[0-9a-f]{12}$ ]] || die "$name has an address of $SUBNET.0/24, where the servers would be; $other"
    owner=$(owner_of "$name")
    [ -z "$owner" ] || die "$name has the network $SUBNET.0/24 and belongs to $owner; or $other"
    [ -z "$(ip -o link show master "$name")" ] ||
      die "$name has the network $SUBNET.0/24, and containers of an engine that is gone are on it. End them:" \
        "$(orphans | sed 's#.*#GROUNDCREW_HOST_CACHE=& tests/host/host engine-down;#' | tr '\n' ' ')or $other"
    [ "$(id -u)" = 0 ] || die "$name has the network $SUBNET.0/24 and was left by an engine that is gone; remove it: sudo ip link del $name"
    say "removing $name and its rules: an engine that is gone left it on the network $SUBNET.0/24"
    forget_rules "$name"
    ip link del "$name"
  done
}

# each_filter PROGRAM [WORDS]: gives the rules of each packet filter to an awk program, and obeys what it says.
each_filter() {
  local family
  for family in iptables ip6tables; do
    command -v "$family-save" >/dev/null || continue
    { "$family-save" 2>/dev/null || true; } | awk -v words="${2:-}" "$1" | "$family-restore" --noflush
  done
}

# forget_rules WORD... : deletes the rules that name one of the words, such as an interface. A word that ends with a dot
# stands for every address that begins so.
forget_rules() {
  # shellcheck disable=SC2016 # awk's own
  each_filter 'BEGIN { n = split(words, word, " ") }
    /^[*]/ || /^COMMIT/ { print }
    /^-A/ {
      line = " " $0 " "
      for (i = 1; i <= n; i++) if (index(line, " " word[i] (word[i] ~ /[.]$/ ? "" : " "))) { sub(/^-A/, "-D"); print; break }
    }' "$*"
}

# forget_shared: the chains and docker0, which all engines of a machine share. Only when none is left.
forget_shared() {
  local name
  for name in $(iptables-save | grep -oE '\bbr-[0-9a-f]{12}\b' | sort -u); do
    ip link show "$name" >/dev/null 2>&1 || forget_rules "$name"
  done
  # shellcheck disable=SC2016 # awk's own
  each_filter '/^[*]/ { print; n = 0 }
    /^:DOCKER/ { chain[++n] = substr($1, 2) }
    /^-A/ && $2 !~ /^DOCKER/ && / (docker0|DOCKER[A-Z0-9-]*)( |$)/ { sub(/^-A/, "-D"); print }
    /^COMMIT/ { for (i = 1; i <= n; i++) print "-F " chain[i]; for (i = 1; i <= n; i++) print "-X " chain[i]; print }'
  ip link del docker0 2>/dev/null || true
}
