# "service NAME", "image REFERENCE" (there) and "missing REFERENCE" as Compose itself reads the project in $1: facts/compose-config.ts.
# "absent" without a compose file or a Compose; "refused TEXT" when Compose does not accept it.
set -eu
cd "$1" 2>/dev/null || { echo absent; exit 0; }
if [ ! -f docker-compose.yml ] || ! docker compose version >/dev/null 2>&1; then
  echo absent
  exit 0
fi
set --
if [ -f constants.env ]; then set -- --env-file constants.env; fi
if ! answer=$(docker compose "$@" config --quiet 2>&1); then
  printf 'refused %s\n' "$(printf '%s' "$answer" | tail -n 1)"
  exit 0
fi
# A pipe would hide that one of these failed.
services=$(docker compose "$@" config --services 2>/dev/null)
images=$(docker compose "$@" config --images 2>/dev/null)
printf '%s\n' "$services" | sed -n 's/^./service &/p'
printf '%s\n' "$images" | sed '/^$/d' | sort -u | while IFS= read -r image; do
  if docker image inspect --format . -- "$image" >/dev/null 2>&1; then printf 'image %s\n' "$image"; else printf 'missing %s\n' "$image"; fi
done
