# The lines of $1 that name the addresses for clients, and no other: it holds secrets. "absent" without it: facts/external-urls.ts.
set -eu
if [ ! -f "$1" ]; then
  echo absent
  exit 0
fi
grep -E '^[[:space:]]*(export[[:space:]]+)?((WEBSERVER|APISERVER|FILESERVER)_URL_FOR_EXTERNAL_WORKERS|CLEARML_(WEB|FILES|API)_HOST)[[:space:]]*=' -- "$1" || true
