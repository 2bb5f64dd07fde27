# "present IMAGE" for each argument that Docker holds; "absent" without a Docker that answers: facts/images.ts.
set -eu
# Podman, under Docker's name, has no version of a server.
if [ -z "$(docker info --format '{{.ServerVersion}}' 2>/dev/null)" ]; then
  echo absent
  exit 0
fi
for image in "$@"; do
  if docker image inspect --format . -- "$image" >/dev/null 2>&1; then printf 'present %s\n' "$image"; fi
done
