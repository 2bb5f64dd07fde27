# Waits until $1 answers with HTTP 200, for at most $2 seconds.
set -eu
url=$1
limit=$2
waited=0
# Waiting would not help: a Docker that was there already came without what the repository's step installs.
if ! command -v curl >/dev/null 2>&1; then
  echo 'The server has no curl to ask with.' >&2
  exit 47
fi
while :; do
  code=$(curl --silent --output /dev/null --max-time 10 --write-out '%{http_code}' --url "$url" || true)
  if [ "$code" = 200 ]; then
    echo "$url answers with HTTP 200."
    exit 0
  fi
  if [ "$waited" -ge "$limit" ]; then
    echo "$url did not answer with HTTP 200 within $limit seconds; the last answer was ${code:-none}." >&2
    exit 46
  fi
  if [ $((waited % 30)) -eq 0 ]; then echo "Waiting for $url: HTTP $code so far."; fi
  sleep 5
  waited=$((waited + 5))
done
