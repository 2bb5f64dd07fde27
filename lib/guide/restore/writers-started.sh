# Starts what the receipts $2 (names, by spaces) say was stopped of the Compose project in $1, and waits until it runs and answers:
# writers-started.ts here and in ../backups. $3: seconds · then what must answer, each by "SERVICE STATUS URL", and only where that
# service was stopped; "-": in any case · "--" · the words of the Compose command.
set -eu
base=$1 names=$2 limit=$3
shift 3
receipts=/var/lib/groundcrew/receipts
services=$(for name in $names; do cat "$receipts/$name" 2>/dev/null || true; done | tr ' ' '\n' | grep -E '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$' | sort -u) || services=''
was_stopped() { printf '%s\n' "$services" | grep -qxF -e "$1"; }
answers=''
while [ "$1" != -- ]; do
  service=${1%% *}
  if [ "$service" = - ] || was_stopped "$service"; then answers="$answers${1#* }
"; fi
  shift
done
shift
if [ -z "$services$answers" ]; then
  echo 'Nothing had been stopped.'
  exit 0
fi
cd "$base"
until=$(($(date +%s) + limit))
# Just after the machine has started, Docker may not be there yet.
while ! docker version >/dev/null 2>&1; do
  if [ "$(date +%s)" -ge "$until" ]; then
    echo 'Docker does not answer, so nothing was started. See "systemctl status docker", then try again.' >&2
    exit 61
  fi
  sleep 2
done
containers() { docker ps --all --no-trunc --filter "label=com.docker.compose.project.working_dir=$base" --filter label=com.docker.compose.oneoff=False "$@"; }
ids=''
for service in $services; do
  found=$(containers --quiet --filter "label=com.docker.compose.service=$service")
  # Removed meanwhile: Compose makes it anew.
  if [ -n "$found" ]; then ids="$ids $found"; else "$@" up -d --no-deps "$service"; fi
done
# shellcheck disable=SC2086 # ids
[ -z "$ids" ] || docker start $ids >/dev/null
while :; do
  # One that was just being stopped took the start for nothing to do.
  resting=$(containers --filter status=exited --filter status=created --format '{{.ID}} {{.Label "com.docker.compose.service"}}' | while read -r id service; do
    if [ -n "$service" ] && was_stopped "$service"; then
      docker start "$id" >/dev/null || true
      printf '%s does not run; ' "$service"
    fi
  done)
  silent=$resting$(printf '%s' "$answers" | while read -r wanted url; do
    got=$(curl -q --silent --noproxy '*' --insecure --output /dev/null --max-time 10 --write-out '%{http_code}' "$url") || true
    [ "$got" = "$wanted" ] || printf '%s answers with %s; ' "$url" "$got"
  done)
  [ -n "$silent" ] || break
  if [ "$(date +%s)" -ge "$until" ]; then
    if [ -z "$services" ]; then printf 'Nothing had been stopped, so nothing was started, and ClearML does not answer: %sstart it ("docker compose up -d" in %s), then try again.\n' "$silent" "$base" >&2
    else printf 'ClearML was started, and does not answer after %s seconds: %slook at "docker compose logs" in %s, then try again.\n' "$limit" "$silent" "$base" >&2; fi
    exit 61
  fi
  sleep 2
done
for name in $names; do rm -f "$receipts/$name"; done
if [ -z "$services" ]; then echo 'ClearML answers.'; else echo "Runs and answers again: $(printf '%s\n' "$services" | tr '\n' ' ')"; fi
