# Becomes root. $1: the prompt by which sudo asks for its password · $2: what is said once we are root.
# -k: no remembered ticket, so that a password is judged the same way each time.
if [ "$(id -u)" = 0 ]; then
  printf '\n%s\n' "$2"
  printf '\n%s\n' "$2" >&2
  exec /bin/sh
fi
if ! command -v sudo >/dev/null; then
  echo 'groundcrew: sudo is missing' >&2
  exit 127
fi
# shellcheck disable=SC2016
exec sudo -k -S -p "$1" -- /bin/sh -c 'printf "\n%s\n" "$1"; printf "\n%s\n" "$1" >&2; exec /bin/sh' sh "$2"
