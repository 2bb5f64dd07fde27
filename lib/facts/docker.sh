# The Docker Engine: facts/docker.ts. Lines "key value"; nothing is printed for what is absent.
set -eu
if snap list docker >/dev/null 2>&1; then echo 'snap yes'; fi
command -v docker >/dev/null 2>&1 || exit 0
printf 'client %s\n' "$(docker version --format '{{.Client.Version}}' 2>/dev/null || true)"
# Standard error is not of the document: clients since 24 complain there and exit 0 though no daemon answers. Podman,
# under Docker's name, prints a document of many lines.
code=0
info=$(timeout 15 docker info --format '{{json .}}' 2>/dev/null) || code=$?
case $code in
  0) printf 'info %s\n' "$(printf '%s' "$info" | tr '\n' ' ')" ;;
  124) echo 'error it did not answer within 15 seconds' ;;
  *) printf 'error %s\n' "$(timeout 15 docker info 2>&1 >/dev/null | tail -n 1)" ;;
esac
