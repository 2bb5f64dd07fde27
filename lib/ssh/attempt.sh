# Runs one attempt inside its transient unit, as root. $1: the attempt's id · $2: a folder on tmpfs with the script and
# one file for each secret · $3: the login user.
set -u
umask 077
id=$1 staged=$2 login=$3
runs=/var/lib/groundcrew/runs
run=$runs/$id

# The claim: a folder put in place by rename, with what must be known of it from its first moment and the whole script.
# It is on the disk before anything is done, so that a power cut can't make the attempt run twice; and where the disk is
# full there is no claim, so that nothing ran. It keeps the room for the end, too: a disk that fills up meanwhile must not
# make a step that failed look interrupted. `exit` and `ended` are written over in place, `room` is given back.
mkdir -p "$run" && mkdir "$run/claim.$$" || exit 1
claim=$run/claim.$$
if ! { cat /proc/sys/kernel/random/boot_id >"$claim/boot" && date +%s%3N >"$claim/started" &&
  cp "$staged/script" "$claim/script" && printf '%20s\n' '' >"$claim/exit" && printf '%20s\n' '' >"$claim/ended" &&
  printf '%4000s\n' '' >"$claim/room" && sync "$claim/script" "$claim/exit" "$claim/ended" "$claim/room" && : >>"$run/steps" && : >>"$run/log"; }; then
  rm -rf "$claim"
  exit 1
fi
if ! mv -T "$claim" "$run/claim" 2>/dev/null; then
  rm -rf "$claim"
  [ -d "$run/claim" ]
  exit
fi
sync "$run/claim" "$run" "$runs"

# begin INDEX TEXT: notes which command runs now, from which byte of the log on and since when, and announces it in the log on a line of its own.
begin() {
  if [ -s "$run/log" ] && [ -n "$(tail -c 1 "$run/log")" ]; then echo; fi
  printf '%s %s %s\n' "$1" "$(stat -c %s "$run/log")" "$(date +%s%3N)" >>"$run/steps"
  printf '%s\n' "$2"
  command_now=$2
}

# fail CODE: the first command that fails ends the attempt. Where the log takes nothing more, the command could not say why.
fail() {
  if ! say_failed "$1"; then
    rm -f "$run/claim/room"
    printf '\nNo space left on device: the disk of %s is full, and what was said last is lost.\n' "$runs"
    say_failed "$1"
  fi
  exit "$1"
}
say_failed() {
  if [ -s "$run/log" ] && [ -n "$(tail -c 1 "$run/log")" ]; then echo; fi
  printf '! exit code %s: %s\n' "$1" "${command_now#+ }"
}

as_root() { "$@"; }

as_login() {
  if [ "$login" = root ]; then
    "$@"
  else
    runuser -u "$login" -- env HOME="$(getent passwd "$login" | cut -d: -f6)" USER="$login" LOGNAME="$login" "$@"
  fi
}

# with_secret INDEX COMMAND...: standard input is the secret, whose file is gone once it is open.
with_secret() {
  exec 3<"$staged/$1" || return 1
  rm -f "$staged/$1"
  shift
  "$@" <&3 3<&-
  code=$?
  exec 3<&-
  return "$code"
}

# put PATH MODE OWNER: standard input becomes the file, at once and whole.
put() {
  folder=$(dirname "$1")
  if [ ! -d "$folder" ]; then echo "The folder $folder does not exist." >&2; return 1; fi
  if [ -L "$1" ]; then echo "$1 is a symbolic link; it is not followed." >&2; return 1; fi
  if [ -e "$1" ] && [ ! -f "$1" ]; then echo "$1 is not a file." >&2; return 1; fi
  new=$(mktemp "$folder/.groundcrew.XXXXXXXX") || return 1
  if cat >"$new" && chown "$3" "$new" && chmod "$2" "$new" && sync "$new" && mv -T "$new" "$1"; then return 0; fi
  rm -f "$new"
  return 1
}

# The end of this attempt is the machine's next boot: no exit file is written unless the restart does not come.
restart_machine() {
  : >"$run/reboot"
  sync "$run/reboot" "$run" "$run/log"
  systemctl reboot || return
  sleep 300
  echo 'The machine did not restart within 5 minutes.' >&2
  return 1
}

# Kept: 30 days, and 1 GB; the oldest go first, none that runs.
prune() {
  find "$runs" -mindepth 1 -maxdepth 1 -type d -mtime +30 -printf '%f\n' | remove_runs
  find "$runs" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %f\n' | sort -n | cut -d ' ' -f 2 | while read -r old; do
    [ "$(du -sk "$runs" | cut -f 1)" -gt 1048576 ] || break
    printf '%s\n' "$old" | remove_runs
  done
}
remove_runs() {
  grep -E '^[0-9a-z]{20}$' | grep -vxF "$id" | while read -r old; do
    systemctl is-active --quiet "groundcrew-$old.service" || rm -rf "${runs:?}/$old"
  done
}

(
  umask 022
  cd / || exit 1
  HOME=$(getent passwd 0 | cut -d: -f6) USER=root LOGNAME=root SHELL=/bin/sh
  LC_ALL=C LANG=C TZ=UTC0 DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  export HOME USER LOGNAME SHELL LC_ALL LANG TZ DEBIAN_FRONTEND NEEDRESTART_MODE PATH
  unset OLDPWD RUNTIME_DIRECTORY JOURNAL_STREAM INVOCATION_ID SYSTEMD_EXEC_PID
  exec </dev/null >>"$run/log" 2>&1
  command_now=
  # shellcheck source=/dev/null
  . "$run/claim/script"
)
code=$?
rm -rf "$staged"
rm -f "$run/claim/room"
printf '%-20s\n' "$(date +%s%3N)" 1<>"$run/claim/ended"
printf '%-20s\n' "$code" 1<>"$run/claim/exit"
sync "$run/log" "$run/claim/ended" "$run/claim/exit"
mv -T "$run/claim/ended" "$run/ended"
mv -T "$run/claim/exit" "$run/exit"
sync "$run"
prune
