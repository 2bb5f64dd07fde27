# What everything wrote to its log lately: facts/recent-logs.ts.
# $1 where the Compose project lies · $2 the directory of ClearML's own log files · $3 seconds back · $4 lines, $5 bytes of each log at most ·
# $6 bytes of all · $7 seconds for all.
# A line of ours begins with "="; what was read comes behind "|", so that no log can write a line of ours. "=whole" is the last one.
set -eu
export LC_ALL=C TZ=UTC
base=$1 files=$2 span=$3 lines=$4 bytes=$5 all=$6 longest=$7
renice -n 19 -p $$ >/dev/null 2>&1 || true
ionice -c 3 -p $$ >/dev/null 2>&1 || true
now=$(date +%s)

# log KIND NAME COMMAND…: "=log KIND NAME", the end of what the command says, and "=end EXIT-CODE".
log() {
  echo "=log $1 $2"
  shift 2
  left=$((now + longest - $(date +%s)))
  if [ "$left" -le 0 ]; then
    echo '=end late'
    return 0
  fi
  [ "$left" -le 15 ] || left=15
  code=$({
    {
      ended=0
      timeout --kill-after=2 "$left" "$@" 2>&1 </dev/null || ended=$?
      echo "$ended" >&3
    } | tail -c "$bytes" | tail -n "$lines" | tr '\r\0' '  ' | cut -b 1-16384 | sed 's/^/|/' >&5
  } 3>&1)
  echo "=end $code"
}

listed() {
  timeout 10 docker ps --quiet --no-trunc --filter "label=com.docker.compose.project.working_dir=$base" --filter label=com.docker.compose.oneoff=False "$@" 2>/dev/null || true
}

tell() {
  exec 5>&1
  # Those that do not run first: of them it matters most.
  ids=$({
    listed --all --filter status=exited --filter status=restarting --filter status=dead --filter status=created --filter status=paused
    listed --all
  } | grep -E '^[0-9a-f]{64}$' | awk '!seen[$0]++' | head -n 40) || true
  if [ -n "$ids" ]; then
    # shellcheck disable=SC2086 # hexadecimal digits
    log containers - docker inspect --format '{"id":{{json .Id}},"name":{{json .Name}},"service":{{json (index .Config.Labels "com.docker.compose.service")}},"state":{{json .State.Status}},"exitCode":{{json .State.ExitCode}},"outOfMemory":{{json .State.OOMKilled}},"error":{{json .State.Error}},"restarts":{{json .RestartCount}},"startedAt":{{json .State.StartedAt}},"finishedAt":{{json .State.FinishedAt}}}' $ids
  else
    log containers - docker ps --quiet --filter "label=com.docker.compose.project.working_dir=$base"
  fi
  log events - docker events --since "$((now - span))" --until "$now" --filter type=container --filter "label=com.docker.compose.project.working_dir=$base" \
    --filter event=create --filter event=start --filter event=die --filter event=oom --filter event=kill --filter event=destroy --format '{{json .}}'
  if command -v journalctl >/dev/null 2>&1 && journalctl --dmesg --lines=1 --quiet --no-pager >/dev/null 2>&1; then
    log kernel journal journalctl --dmesg "--since=-${span}s" "--lines=$lines" --output=short-iso --quiet --no-pager
    log journal docker journalctl --unit=docker.service --unit=containerd.service "--since=-${span}s" "--lines=$lines" --output=short-iso --quiet --no-pager
    log journal disable-thp journalctl --unit=disable-thp.service "--since=-${span}s" --lines=50 --output=short-iso --quiet --no-pager
    log journal ssh journalctl --unit=ssh.service --unit=sshd.service "--since=-${span}s" --lines=200 --output=short-iso --quiet --no-pager
  else
    log kernel dmesg dmesg
  fi
  for id in $ids; do log container "$id" docker logs --timestamps --since "${span}s" --tail "$lines" "$id"; done
  # No link: as root, it would show any file. A name of anything but plain characters is no log of ClearML.
  find "$files" -xdev -maxdepth 3 -type f -links 1 -mmin "-$((span / 60 + 1))" -name '*.log*' ! -name '*.gz' -printf '%T@ %s %P\0' 2>/dev/null | tr '\n\0' '?\n' |
    grep -aE '^[0-9.]+ [0-9]+ [A-Za-z0-9._/-]{1,200}$' | sort -rn | head -n 12 | while read -r _ size name; do
    log file "$name" dd "if=$files/$name" iflag=nofollow,nonblock,skip_bytes,count_bytes "skip=$((size > bytes ? size - bytes : 0))" "count=$bytes" bs=64K status=none
  done
  echo '=whole'
}

read -r up _ </proc/uptime
# At once: by it the clocks are compared.
echo "=now $now $((now - ${up%.*}))"
tell | head -c "$all"
