# Starts an attempt as a transient unit, or finds that it was started before. Says `started`, `attached` or `failed: WHY`.
# $1: the attempt's id · $2: a number used once · $3: the login user · then pairs of a file's name and its content.
umask 077
id=$1 login=$3
run=/var/lib/groundcrew/runs/$id
unit=groundcrew-$id.service
staged=/run/groundcrew/$id.$2
shift 3

attached() {
  rm -rf "$staged"
  echo attached
  exit 0
}
failed() {
  rm -rf "$staged"
  echo "failed: $*"
  exit 1
}
is_withdrawn() { [ -e "$run/claim/withdrawn" ]; }
is_claimed() { [ -d "$run/claim" ] && ! is_withdrawn; }

if is_withdrawn; then failed 'it was withdrawn before it began'; fi
if is_claimed || systemctl is-active --quiet "$unit"; then attached; fi
command -v systemd-run >/dev/null || failed 'systemd-run is missing; the server must run systemd'
said=$(mkdir -p "$run" "$staged" 2>&1) || failed "$said"
while [ $# -gt 0 ]; do
  said=$({ printf %s "$2" >"$staged/$1"; } 2>&1) || failed "$said"
  shift 2
done

# Only what systemd 245 knows. RuntimeDirectory: the secrets go when the unit ends, however it ends.
if ! said=$(systemd-run --quiet --collect --unit="$unit" --description="Groundcrew attempt $id" --service-type=exec \
  --property=RuntimeDirectory="groundcrew/$id.${staged##*.}" --property=RuntimeDirectoryMode=0700 \
  --property=StandardInput=null --property=KillMode=control-group --property=TimeoutStopSec=30 \
  --property=OOMPolicy=continue --property=IgnoreSIGPIPE=no --property=UMask=0077 \
  /bin/sh "$staged/attempt.sh" "$id" "$staged" "$login" 2>&1); then
  if is_claimed || systemctl is-active --quiet "$unit"; then attached; fi
  failed "$said"
fi
# Started means claimed: what comes after must never start it again; and what is said not to have begun must not begin.
tries=0
until is_claimed; do
  tries=$((tries + 1))
  if [ "$tries" -ge 100 ] || ! systemctl is-active --quiet "$unit"; then
    systemctl stop "$unit" 2>/dev/null
    is_claimed || failed "the unit $unit did not begin: $(journalctl -q -n 5 --no-pager -o cat -u "$unit" 2>&1)"
    break
  fi
  sleep 0.1
done
echo started
