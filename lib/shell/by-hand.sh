# Read it, then run it as root on the server: bash THIS_FILE. After a restart run it again with RESUME=1 to go on behind it.
# It stops at the first command that fails. It holds no password: each is asked for when it is needed;
# instead of typing a value, answer "@" and the name of a file on the server that holds it.
# ANSWERS=FILE takes the answers from a file, one on each line.
# Before a section that destroys something it says what, and asks for the server's name.
# shellcheck shell=bash disable=SC2154 # login, server, machine and restarts are set above
set -euo pipefail
if [ "$(id -u)" != 0 ]; then echo 'Run this as root.' >&2; exit 1; fi
if [ -n "$machine" ] && [ "$(cat /etc/machine-id 2>/dev/null)" != "$machine" ]; then
  echo "This was planned for $server, and this machine, $(uname -n), is another one: nothing was done." >&2
  exit 1
fi
export LC_ALL=C TZ=UTC0 DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
umask 022
resume=${RESUME:-}
if [ -n "$resume" ] && [ -z "$restarts" ]; then
  echo 'This plan has no restart to go on behind: run it without RESUME. Nothing was done.' >&2
  exit 1
fi
answers=${ANSWERS:-/dev/tty}
if [ -r "$answers" ]; then exec 8<"$answers"; fi

# Each command is skipped while a run after the restart has not reached the restart.
is_skipped() { [ -n "$resume" ]; }
as_root() { if is_skipped; then cat >/dev/null; else "$@"; fi; }
as_login() {
  if is_skipped; then cat >/dev/null; return; fi
  if [ "$login" = root ]; then "$@"; return; fi
  runuser -u "$login" -- env HOME="$(getent passwd "$login" | cut -d: -f6)" USER="$login" LOGNAME="$login" "$@"
}
# put PATH MODE OWNER: standard input becomes the file.
put() {
  if is_skipped; then cat >/dev/null; return; fi
  local new
  if [ -L "$1" ]; then echo "$1 is a symbolic link; it is not followed." >&2; return 1; fi
  new=$(mktemp "$(dirname "$1")/.by-hand.XXXXXXXX")
  cat >"$new"
  chown "$3" "$new"
  chmod "$2" "$new"
  mv -T "$new" "$1"
}
# secret WHAT: asks for it without showing it.
secret() {
  local value
  if is_skipped; then return; fi
  printf 'Enter %s, or @FILE: ' "$1" >&2
  IFS= read -rs value <&8
  echo >&2
  case $value in @*) cat "${value#@}" ;; *) printf %s "$value" ;; esac
}
# confirm LOSS...: says what the section destroys; without the server's name nothing of it is run.
confirm() {
  local typed
  if is_skipped; then return; fi
  printf 'This section destroys:\n' >&2
  printf '  %s\n' "$@" >&2
  printf 'Type the name of the server, %s, to go on: ' "$server" >&2
  IFS= read -r typed <&8
  echo >&2
  if [ "$typed" != "$server" ]; then echo 'That is not its name: stopped here.' >&2; exit 1; fi
}
# blocked WHY: what could not be planned must not be left out silently.
blocked() {
  if is_skipped; then return; fi
  printf 'Stopped: %s Then make a new script.\n' "$1" >&2
  exit 1
}
restart_machine() {
  if is_skipped; then resume=; return; fi
  echo 'The machine restarts now. Afterwards run this file again with RESUME=1.'
  systemctl reboot
  exit 0
}
