# One JSON document a line for each running container; "absent" without a Docker that answers: facts/docker-ports.ts.
set -eu
# Podman, under Docker's name, has no version of a server.
if [ -z "$(docker info --format '{{.ServerVersion}}' 2>/dev/null)" ]; then
  echo absent
  exit 0
fi
docker ps --no-trunc --format '{"name":{{json .Names}},"ports":{{json .Ports}}}'
