# "present IMAGE" for each argument that Docker holds, "pullable IMAGE" for each that its registry gives; "absent" without a Docker that answers:
# facts/pullable-images.ts. Nothing is fetched.
set -eu
# Podman, under Docker's name, has no version of a server.
if [ -z "$(docker info --format '{{.ServerVersion}}' 2>/dev/null)" ]; then
  echo absent
  exit 0
fi
# Where root's login at a registry lies: what asked for us may have kept its own home.
HOME=$(getent passwd 0 | cut -d: -f6)
export HOME
for image in "$@"; do
  if docker image inspect --format . -- "$image" >/dev/null 2>&1; then
    printf 'present %s\n' "$image"
  elif timeout 15 docker manifest inspect -- "$image" >/dev/null 2>&1; then
    printf 'pullable %s\n' "$image"
  fi
done
