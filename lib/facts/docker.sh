# The Docker Engine: facts/docker.ts. Lines "key value"; nothing is printed for what is absent.
set -eu
if snap list docker >/dev/null 2>&1; then echo 'snap yes'; fi
command -v docker >/dev/null 2>&1 || exit 0
printf 'client %s\n' "$(docker version --format '{{.Client.Version}}' 2>/dev/null || true)"
if info=$(timeout 15 docker info --format '{{json .}}' 2>&1); then
  printf 'info %s\n' "$info"
else
  printf 'error %s\n' "$(printf '%s' "$info" | tail -n 1)"
fi
