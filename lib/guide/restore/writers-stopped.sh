# Stops what runs of the Compose project in $1 but its databases: writers-stopped.ts here and in ../backups. What that is stands in the
# receipt $2 before anything is stopped, so that exactly that is started again, whatever comes between.
set -eu
base=$1 receipt=$2
receipts=/var/lib/groundcrew/receipts
umask 077
mkdir -p "$receipts"
# A Docker that does not answer is not one where nothing runs.
if ! running=$(docker ps --no-trunc --filter "label=com.docker.compose.project.working_dir=$base" --filter label=com.docker.compose.oneoff=False \
  --format '{{.ID}} {{.Label "com.docker.compose.service"}}'); then
  echo 'Docker does not tell which containers run, so nothing was stopped. See "systemctl status docker", then try again.' >&2
  exit 61
fi
found=$(printf '%s\n' "$running" | grep -vE '^([0-9a-f]+ (mongo|mongodb|elasticsearch|elastic|redis))?$') || true
strange=$(printf '%s\n' "$found" | grep -vE '^([0-9a-f]{64} [A-Za-z0-9][A-Za-z0-9._-]{0,62})?$' | head -n 1) || true
if [ -n "$strange" ]; then
  printf 'A container of the project has no service that could be started again: %s. Remove it, then try again.\n' "$strange" >&2
  exit 61
fi
if [ -z "$found" ]; then
  echo 'Nothing runs that writes.'
  exit 0
fi
before=$(cat "$receipts/$receipt" 2>/dev/null) || before=''
{ printf '%s\n' "$before" | tr ' ' '\n'; printf '%s\n' "$found" | cut -d ' ' -f 2; } | awk 'NF' | sort -u | tr '\n' ' ' >"$receipts/.$receipt.new"
sync -f "$receipts"
mv -f "$receipts/.$receipt.new" "$receipts/$receipt"
printf '%s\n' "$found" | cut -d ' ' -f 1 | xargs docker stop --time 60 >/dev/null
echo "Stopped: $(printf '%s\n' "$found" | cut -d ' ' -f 2 | sort -u | tr '\n' ' ')"
