# Installed packages of Ubuntu and Debian that Docker's own cannot stand beside, a line "name version" each: facts/conflicting-packages.ts.
set -eu
command -v dpkg-query >/dev/null
# dpkg-query fails where it knows one of the names not at all.
{ dpkg-query -W -f '${db:Status-Status} ${Package} ${Version}\n' docker.io docker-cli docker-doc docker-buildx docker-compose docker-compose-v2 podman-docker containerd runc 2>/dev/null || true; } |
  sed -E '/^(not-installed|config-files) /d; s/^[^ ]+ //'
