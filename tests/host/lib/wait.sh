# shellcheck shell=bash
# Waiting for a server, with an end, and what is known when it does not come.

ssh_answers() {
  timeout 2 bash -c "exec 3<>/dev/tcp/$1/22 && read -r -t 2 line <&3 && [[ \$line == SSH-* ]]" 2>/dev/null
}

wait_for_ssh() {
  local name=$1 address limit=${GROUNDCREW_HOST_WAIT:-90} began=$SECONDS said=
  address=$(setting "$name" address)
  until ssh_answers "$address"; do
    if [ $((SECONDS - began)) -ge "$limit" ]; then
      explain_silence "$name" "$address" "$limit"
      return 1
    fi
    if [ -z "$said" ] && [ $((SECONDS - began)) -ge 3 ]; then
      said=yes
      say "waiting until $name answers on $address:22, at most $limit s"
    fi
    sleep 0.1
  done
}

# explain_silence NAME ADDRESS SECONDS: before the server is removed.
explain_silence() {
  local name=$1 container log=$CACHE/build-log/$1-journal.log attempt
  container=$(container_of "$name")
  mkdir -p "$CACHE/build-log"
  timeout 10 docker exec "$container" journalctl --no-pager >"$log" 2>&1 || true
  attempt=$(timeout 5 bash -c "exec 3<>/dev/tcp/$2/22" 2>&1 | sed -n '1s/.*connect: //p' || true)
  say "host: $name does not answer on $2:22 after $3 s."
  say "  a connection to it: ${attempt:-is taken, or hangs}"
  say "  the container: $(docker inspect -f '{{.State.Status}}' "$container" 2>&1 || true)"
  say "  SSH on it: $(timeout 10 docker exec "$container" systemctl is-active ssh 2>&1 || true)"
  say "  the last lines of its journal (all of it: $log):"
  tail -n 15 "$log" | sed 's/^/    /' >&2
  say "Try the same command again. If it fails again: \`tests/host/host engine-down\` (it removes every server of ours), and once more."
  say "\"No route to host\" with SSH active: another network of this machine has the same addresses"
  say "(\`ip -4 addr show to $SUBNET.0/24\`); choose another one with GROUNDCREW_HOST_SUBNET."
}
