# "plugin VERSION", "program VERSION", "path PATH", each where it is there, and "candidate PACKAGE" for each package with
# Compose v2 that apt could install: facts/compose-version.ts.
set -eu
printf 'plugin %s\n' "$(docker compose version --short 2>/dev/null || true)"
path=$(PATH="/usr/local/sbin:/usr/local/bin:$PATH" command -v docker-compose || true)
if [ -n "$path" ]; then
  printf 'program %s\n' "$("$path" version --short 2>/dev/null || true)"
  printf 'path %s\n' "$path"
fi
# The first line of each package begins where the line does.
apt-cache policy docker-compose-plugin docker-compose-v2 2>/dev/null | awk '/^[a-z]/ {sub(":$", "", $1); package = $1} $1 == "Candidate:" && $2 != "(none)" {print "candidate " package}' || true
