# Starts what the receipt "restore-stopped" names of the Compose project in $1, and waits until ClearML answers: writers-started.ts.
# $2: seconds · then what must answer, each by "STATUS URL" · "--" · the words of the Compose command.
set -eu
base=$1 limit=$2
shift 2
receipt=/var/lib/groundcrew/receipts/restore-stopped
services=$(cat "$receipt" 2>/dev/null) || services=''
services=$(printf '%s\n' "$services" | tr ' ' '\n' | grep -E '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$') || services=''
answers=''
while [ "$1" != -- ]; do
  answers="$answers$1
"
  shift
done
shift
cd "$base"
ids=''
for service in $services; do
  found=$(docker ps --all --quiet --no-trunc --filter "label=com.docker.compose.project.working_dir=$base" --filter "label=com.docker.compose.service=$service" --filter label=com.docker.compose.oneoff=False)
  # Removed meanwhile: Compose makes it anew.
  if [ -n "$found" ]; then ids="$ids $found"; else "$@" up -d --no-deps "$service"; fi
done
# shellcheck disable=SC2086 # ids
[ -z "$ids" ] || docker start $ids >/dev/null
until=$(($(date +%s) + limit))
while :; do
  silent=$(printf '%s' "$answers" | while read -r wanted url; do
    got=$(curl -q --silent --noproxy '*' --insecure --output /dev/null --max-time 10 --write-out '%{http_code}' "$url") || true
    [ "$got" = "$wanted" ] || printf '%s answers with %s; ' "$url" "$got"
  done)
  [ -n "$silent" ] || break
  if [ "$(date +%s)" -ge "$until" ]; then
    if [ -z "$services" ]; then printf 'Nothing had been stopped for the restore, so nothing was started, and ClearML does not answer: %sstart it ("docker compose up -d" in %s), then try again.\n' "$silent" "$base" >&2
    else printf 'ClearML was started, and does not answer after %s seconds: %slook at "docker compose logs" in %s, then try again.\n' "$limit" "$silent" "$base" >&2; fi
    exit 61
  fi
  sleep 2
done
rm -f "$receipt"
echo 'ClearML answers.'
