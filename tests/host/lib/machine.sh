# shellcheck shell=bash
# The machine around the private engine: how it was before, and how it becomes so again.

forward_policy() { iptables -S FORWARD | sed -n 's/^-P FORWARD //p'; }
has_docker_chains() { iptables -S DOCKER >/dev/null 2>&1; }

# What a boot of any server sets for the whole machine (images/server: fresh-boot).
KERNEL_SETTINGS=(/proc/sys/vm/max_map_count /proc/sys/vm/overcommit_memory /proc/sys/fs/inotify/max_user_instances
  /sys/kernel/mm/transparent_hugepage/enabled /sys/kernel/mm/transparent_hugepage/defrag)

# Lines of a file and its value; where the file lists what it could be, the value is in brackets.
kernel_settings() {
  local file value
  for file in "${KERNEL_SETTINGS[@]}"; do
    [ -e "$file" ] || continue
    value=$(<"$file")
    case $value in *'['*) value=${value#*'['} value=${value%%']'*} ;; esac
    echo "$file $value"
  done
}

# What an engine that is gone left goes first: else it would be taken for the machine's own. Docker closes FORWARD only
# where it was the one who switched forwarding on, so both are undone together.
remember_machine() {
  [ ! -e "$ENGINE/before/complete" ] || return 0
  rm -rf "$ENGINE/before"
  mkdir -p "$ENGINE/before"
  free_subnet
  if has_docker_chains; then
    if rules_in_use || [ -e "$SYSTEM_DOCKER/network/files/local-kv.db" ]; then
      touch "$ENGINE/before/shared"
    else
      say "removing Docker's rules: an engine that is gone left them"
      if [ "$(forward_policy)" = DROP ]; then
        sysctl -q -w net.ipv4.ip_forward=0
        iptables -P FORWARD ACCEPT
      fi
      forget_shared
    fi
  fi
  cat /proc/sys/net/ipv4/ip_forward >"$ENGINE/before/ip_forward"
  forward_policy >"$ENGINE/before/forward"
  kernel_settings >"$ENGINE/before/kernel"
  touch "$ENGINE/before/complete"
}

restore_machine() {
  local file value
  (free_subnet) || true
  forget_rules "$SUBNET."
  if [ -e "$ENGINE/before/complete" ] && ! rules_in_use; then
    [ -e "$ENGINE/before/shared" ] || forget_shared
    sysctl -q -w net.ipv4.ip_forward="$(cat "$ENGINE/before/ip_forward")"
    iptables -P FORWARD "$(cat "$ENGINE/before/forward")"
  fi
  if [ -e "$ENGINE/before/kernel" ]; then
    while read -r file value; do echo "$value" >"$file"; done <"$ENGINE/before/kernel"
  fi
  rm -rf "$ENGINE/before"
}

# An engine mounts its data folder onto itself and each container's network into its own folder.
unmount_engine() {
  local at i under mounts=()
  under=$(readlink -f "$ENGINE")
  while read -r _ _ _ _ at _; do
    printf -v at %b "$at" # spaces are written as \040
    case $at in "$under"/*) mounts+=("$at") ;; esac
  done </proc/self/mountinfo
  for ((i = ${#mounts[@]} - 1; i >= 0; i--)); do umount "${mounts[i]}" 2>/dev/null || umount -l "${mounts[i]}"; done
  rm -f "$ENGINE"/exec/netns/* "$ENGINE"/exec/libnetwork/*.sock
}
