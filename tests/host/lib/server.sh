# shellcheck shell=bash
# One server = one container and a folder with its disks and identity.

DOCKER_DISK_MB=92160
# 443 for names over TLS; 9200 is to stay closed, and a test opens it.
PORTS=(22 80 443 8080 8081 8008 9200 10000)

state_of() { echo "$CACHE/servers/$1"; }

known() {
  [ -n "${1:-}" ] || die "which server?"
  [ -s "$(state_of "$1")/server.json" ] || die "no server has the name $1 (host list)"
  choose_engine || die "the engine is not running (host engine-up)"
}

container_of() { echo "groundcrew-$1"; }

server_up() {
  local name=${1:-} address=${2:-} variant=bare disks=standard docker_mb=$DOCKER_DISK_MB kernel=shared state
  [ $# -ge 2 ] || die "host up NAME ADDRESS [--variant V] [--disks standard|none] [--small-docker-disk MB] [--kernel shared|own]"
  shift 2
  while [ $# -gt 0 ]; do
    case $1 in
      --variant) variant=$2 ;;
      --disks) disks=$2 ;;
      --small-docker-disk) docker_mb=$2 ;;
      --kernel) kernel=$2 ;;
      *) die "unknown option: $1" ;;
    esac
    shift 2
  done
  [[ $name =~ ^[a-z][a-z0-9-]{0,30}$ ]] || die "a server's name is of small letters, digits and hyphens"
  [[ $address =~ ^127\.[0-9]+\.[0-9]+\.[0-9]+$ ]] || die "a server's address is a loopback address such as 127.0.0.11"
  engine_up
  make_credentials
  with_lock missing_services
  state=$(state_of "$name")
  [ ! -e "$state/server.json" ] || die "$name is there already (host reset $name, host down $name)"
  mkdir -p "$state"
  make_host_keys "$state"
  jq -n --arg name "$name" --arg address "$address" --arg variant "$variant" --arg disks "$disks" --argjson docker_mb "$docker_mb" \
    --arg kernel "$kernel" '{name: $name, address: $address, variant: $variant, disks: $disks, dockerDiskMb: $docker_mb, kernel: $kernel}' >"$state/server.json"
  if ! create_server "$name"; then
    server_down "$name"
    die "$name did not come up"
  fi
}

make_host_keys() {
  local type
  for type in ed25519 ecdsa rsa; do
    [ -e "$1/ssh_host_${type}_key" ] || ssh-keygen -q -t "$type" -N '' -C "" -f "$1/ssh_host_${type}_key"
  done
}

setting() { jq -r ".$2" "$(state_of "$1")/server.json"; }

# The image and the disks that a variant starts from.
variant_image() {
  local variant=$1
  case $variant in
    bare | debian)
      if [ ! -s "$CACHE/server-image" ] || ! have_image "$(cat "$CACHE/server-image")"; then with_lock build_targets server; fi
      cat "$CACHE/server-image"
      ;;
    *)
      with_lock ensure_variant "$variant" >&2
      saved_image "$variant"
      ;;
  esac
}

saved_image() {
  if [ ! -s "$CACHE/variants/$1/image" ] || ! have_image "$(cat "$CACHE/variants/$1/image")"; then
    die "no variant has the name $1"
  fi
  cat "$CACHE/variants/$1/image"
}

# Capabilities that this machine may grant and a server needs; with sys_time a server would move everybody's clock.
capabilities() {
  local leave_out='perfmon|bpf|checkpoint_restore|wake_alarm|block_suspend|sys_time|sys_module|sys_rawio|mac_override|mac_admin'
  if command -v capsh >/dev/null && [ "$(id -u)" = 0 ]; then
    capsh --decode="$(awk '/CapBnd/{print $2}' /proc/self/status)" | sed 's/.*=//; s/cap_//g' | tr , '\n' | grep -vE "^($leave_out)$" || true
  else
    printf '%s\n' sys_admin net_admin net_raw sys_ptrace sys_boot sys_nice sys_resource sys_tty_config mknod audit_control audit_write \
      dac_read_search ipc_lock linux_immutable syslog lease sys_chroot
  fi
}

create_server() {
  local name=$1 state container image capability port args=()
  state=$(state_of "$name")
  container=$(container_of "$name")
  image=$(variant_image "$(setting "$name" variant)") || return
  mkdir -p "$state/disks"
  copy_disks "$(setting "$name" variant)" "$state/disks" "$(setting "$name" dockerDiskMb)"
  for capability in $(capabilities); do args+=(--cap-add "$capability"); done
  for port in "${PORTS[@]}"; do args+=(-p "$(setting "$name" address):$port:$port"); done
  docker create -q --name "$container" --hostname "$name" --network "$NETWORK" --restart always --stop-signal SIGRTMIN+3 \
    --label "$LABEL=server" --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined \
    --device-cgroup-rule 'b 7:* rwm' --device-cgroup-rule 'c 10:237 rwm' --cgroupns=host -v /sys/fs/cgroup:/sys/fs/cgroup:rw \
    --tmpfs /run:exec --tmpfs /run/lock --tmpfs /tmp:exec -v "$state/disks:/disks" "${args[@]}" "$image" /sbin/init >/dev/null || return
  seed_server "$name" || return
  docker start "$container" >/dev/null || return
  wait_for_ssh "$name"
}

copy_disks() {
  local from=$CACHE/variants/$1/disks
  [ ! -d "$from" ] || cp --sparse=always --reflink=auto "$from"/*.img "$2/"
  # Another size for Docker's disk means a new, empty one.
  [ "$3" = "$DOCKER_DISK_MB" ] || rm -f "$2/docker.img"
}

# Everything that makes this server itself goes in before its first boot.
seed_server() {
  local name=$1 state seed os=ubuntu
  state=$(state_of "$name")
  [ "$(setting "$name" variant)" != debian ] || os=debian
  seed=$(mktemp -d "$CACHE/seed.XXXXXX")
  mkdir -p "$seed/etc/first-boot"
  # Before systemd starts: it would make one of its own, and the journal would be under that.
  tr -d - </proc/sys/kernel/random/uuid >"$seed/etc/machine-id"
  chmod 444 "$seed/etc/machine-id"
  [ "$(setting "$name" kernel)" != own ] || : >"$seed/etc/own-kernel"
  cp "$state"/ssh_host_* "$seed/etc/first-boot/"
  cp "$KEY.pub" "$seed/etc/first-boot/authorized_keys"
  password_lines >"$seed/etc/first-boot/passwords"
  server_hosts "$name" >"$seed/etc/first-boot/hosts"
  upstream_resolvers >"$seed/etc/first-boot/resolv.conf"
  [ ! -s "$CACHE/services/ca.crt" ] || cp "$CACHE/services/ca.crt" "$seed/etc/first-boot/"
  printf 'SERVER_NAME=%s\nOS=%s\nDISKS=%s\nDOCKER_MB=%s\n' "$name" "$os" "$(setting "$name" disks)" "$(setting "$name" dockerDiskMb)" \
    >"$seed/etc/first-boot/settings"
  if [ "$(setting "$name" disks)" = standard ]; then
    cat >"$seed/etc/fstab" <<'FSTAB'
/disks/docker.img     /var/lib/docker             ext4 loop,noinit_itable,nofail,x-systemd.before=local-fs.target 0 2
/disks/data.img       /opt/allegro/data           ext4 loop,noinit_itable,nofail,x-systemd.before=local-fs.target 0 2
/disks/fileserver.img /opt/allegro/data/fileserver ext4 loop,noinit_itable,nofail,x-systemd.before=local-fs.target 0 2
FSTAB
  else
    : >"$seed/etc/fstab"
  fi
  chmod 700 "$seed/etc/first-boot"
  tar -C "$seed" --owner=0 --group=0 -c etc | docker cp - "$(container_of "$name"):/"
  rm -rf "$seed"
}

server_hosts() {
  printf '127.0.0.1 localhost\n127.0.1.1 %s\n::1 localhost ip6-localhost ip6-loopback\n' "$1"
  service_hosts
  # Names that a test must never contact lead nowhere.
  printf '0.0.0.0 %s\n' docker.com download.docker.com get.docker.com docker.io registry-1.docker.io auth.docker.io index.docker.io \
    hub.docker.com production.cloudflare.docker.com github.com objects.githubusercontent.com raw.githubusercontent.com \
    clear.ml app.clear.ml api.clear.ml files.clear.ml
}

# The engine's own resolver lives in the container's network and is no part of a server; a local stub can't be reached.
upstream_resolvers() {
  local file
  for file in /run/systemd/resolve/resolv.conf /etc/resolv.conf; do
    if [ -s "$file" ] && grep -q '^nameserver' "$file" && ! grep -q '^nameserver 127\.' "$file"; then
      grep -E '^(nameserver|search|options)' "$file"
      return
    fi
  done
}

server_down() {
  [ -n "${1:-}" ] || die "which server?"
  if choose_engine; then docker rm -f "$(container_of "$1")" >/dev/null 2>&1 || true; fi
  remove_state "$(state_of "$1")"
}

remove_state() {
  case $1 in "$CACHE"/servers/?*) rm -rf "$1" ;; esac
}

server_reset() {
  local name=${1:-} state
  known "$name"
  state=$(state_of "$name")
  docker rm -f "$(container_of "$name")" >/dev/null 2>&1 || true
  rm -rf "$state/disks"
  if [ "${2:-}" = --new-host-key ]; then
    rm -f "$state"/ssh_host_*
    make_host_keys "$state"
  fi
  create_server "$name" || die "$name did not come up"
}

server_stop() { known "${1:-}" && docker stop "$(container_of "$1")" >/dev/null; }
server_start() { known "${1:-}" && docker start "$(container_of "$1")" >/dev/null && wait_for_ssh "$1"; }

server_freeze() { known "${2:-}" && docker "$1" "$(container_of "$2")" >/dev/null; }

# A stopped copy of files and disks: `up --variant` starts from it in seconds.
server_save() {
  local name=${1:-} variant=${2:-} into
  known "$name"
  [[ $variant =~ ^[a-z][a-z0-9-]*$ ]] || die "host save NAME VARIANT"
  into=$CACHE/variants/$variant
  docker stop "$(container_of "$name")" >/dev/null
  rm -rf "$into"
  mkdir -p "$into/disks"
  cp --sparse=always --reflink=auto "$(state_of "$name")"/disks/*.img "$into/disks/"
  docker commit "$(container_of "$name")" "$IMAGES/variant:$variant" >/dev/null
  echo "$IMAGES/variant:$variant" >"$into/image"
  server_start "$name"
}

server_list() {
  local file name status
  choose_engine || die "the engine is not running (host engine-up)"
  for file in "$CACHE"/servers/*/server.json; do
    [ -e "$file" ] || continue
    name=$(jq -r .name "$file")
    status=$(docker inspect -f '{{.State.Status}}' "$(container_of "$name")" 2>/dev/null || echo gone)
    printf '%-20s %-12s %-10s %s\n' "$name" "$(jq -r .address "$file")" "$(jq -r .variant "$file")" "$status"
  done
}

server_info() {
  local name=${1:-} state
  known "$name"
  state=$(state_of "$name")
  jq -n --slurpfile server "$state/server.json" --slurpfile credentials "$CREDENTIALS" --arg key "$KEY" \
    --argjson hostKeys "$(host_key_list "$state")" --argjson services "$(service_info)" \
    '$server[0] + {port: 22, users: $credentials[0].users, web: $credentials[0].web, privateKey: $key, publicKey: ($key + ".pub"),
      hostKey: $hostKeys[0].sha256, hostKeys: $hostKeys} + $services'
}

host_key_list() {
  local type
  for type in ed25519 ecdsa rsa; do
    ssh-keygen -l -E sha256 -f "$1/ssh_host_${type}_key.pub" | awk -v type="$type" '{print type, $2}'
  done | jq -R 'split(" ") | {type: .[0], sha256: .[1]}' | jq -s -c .
}

server_exec() {
  known "${1:-}"
  local container terminal=()
  container=$(container_of "$1")
  shift
  [ "${1:-}" != -- ] || shift
  [ ! -t 0 ] || [ ! -t 1 ] || terminal=(-t)
  docker exec -i "${terminal[@]}" "$container" "$@"
}

server_logs() { known "${1:-}" && docker exec "$(container_of "$1")" journalctl --no-pager "${@:2}"; }
