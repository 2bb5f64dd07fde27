# "plugin VERSION", "program VERSION", "path PATH", each where it is there: facts/compose-version.ts.
set -eu
printf 'plugin %s\n' "$(docker compose version --short 2>/dev/null || true)"
path=$(PATH="/usr/local/sbin:/usr/local/bin:$PATH" command -v docker-compose || true)
if [ -n "$path" ]; then
  printf 'program %s\n' "$("$path" version --short 2>/dev/null || true)"
  printf 'path %s\n' "$path"
fi
