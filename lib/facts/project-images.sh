# "used SERVICE-AND-IMAGE" of each container of the Compose project in $1, as JSON, and "now" what each name of an image means by now: facts/project-images.ts.
set -eu
# Podman, under Docker's name, has no version of a server.
if [ -z "$(docker info --format '{{.ServerVersion}}' 2>/dev/null)" ]; then
  echo absent
  exit 0
fi
containers=$(docker ps --all --quiet --no-trunc --filter "label=com.docker.compose.project.working_dir=$1" --filter label=com.docker.compose.oneoff=False)
[ -n "$containers" ] || exit 0
# A container may vanish meanwhile: what is left is told all the same.
printf '%s\n' "$containers" | xargs docker inspect --format 'used {"service":{{json (index .Config.Labels "com.docker.compose.service")}},"image":{{json .Config.Image}},"label":{{json (index .Config.Labels "com.docker.compose.image")}},"id":{{json .Image}}}' 2>/dev/null || true
printf '%s\n' "$containers" | xargs docker inspect --format '{{.Config.Image}}' 2>/dev/null | sort -u | while IFS= read -r image; do
  if id=$(docker image inspect --format '{{.Id}}' -- "$image" 2>/dev/null); then printf 'now %s %s\n' "$id" "$image"; fi
done
