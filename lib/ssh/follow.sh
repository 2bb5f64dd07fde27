# Streams an attempt's log from a byte on, until it ended. $1: the attempt's id · $2: the offset.
# Frames: `data COUNT`, a newline and COUNT bytes · `idle` · `gone` · `end`, followed by the status.
# Writing is also how it notices that nobody listens any more.
log=/var/lib/groundcrew/runs/$1/log
at=$2 quiet=0 rounds=0 ended=
size_of_log() { if [ -f "$log" ]; then stat -c %s "$log"; else echo 0; fi; }
has_ended() {
  [ ! -e "${log%log}exit" ] || return 0
  # Asking systemd costs more than looking for a file: every tenth round.
  rounds=$((rounds + 1))
  [ $((rounds % 10)) = 1 ] || return 1
  case $(systemctl show -p ActiveState --value "groundcrew-$1.service" 2>/dev/null) in
    active | activating | deactivating | reloading) return 1 ;;
  esac
}
while :; do
  # Ended first, size second: so the last bytes are never missed.
  if has_ended "$1"; then ended=1; fi
  size=$(size_of_log)
  if [ "$size" -lt "$at" ]; then
    echo gone
    exit 0
  fi
  while [ "$at" -lt "$size" ]; do
    count=$((size - at))
    [ "$count" -le 1048576 ] || count=1048576
    printf 'data %s\n' "$count" || exit 0
    tail -c "+$((at + 1))" "$log" | head -c "$count" || exit 0
    at=$((at + count))
    quiet=0
  done
  [ -z "$ended" ] || break
  quiet=$((quiet + 1))
  if [ "$quiet" -ge 20 ]; then
    echo idle || exit 0
    quiet=0
  fi
  sleep 0.1
done
echo end
print_status "$1"
