# Whether a restic repository lies in $1: facts/restic-repository.ts. Standard input: its passphrase.
# Prints "absent", "empty", "unfinished" (restic init was killed), "other NAME", "untold" (there is no restic to ask with) or "wrong"
# (the passphrase); else "there CONFIG", "host NAME", and for each lock "lock running|gone|unreadable ID LOCK". Changes nothing.
# Of a place that is no directory of the server nothing but restic can tell, so that is never "empty", "unfinished" or "other".
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 passphrase=$(cat)
#include facts/restic.sh
one_line() { tr -d '\n'; }
in_a_directory() {
  if [ ! -e "$directory" ] && [ ! -L "$directory" ]; then echo absent; exit 0; fi
  if [ ! -d "$directory" ]; then echo other; exit 0; fi
  cd "$directory"
  [ ! -e config ] || return 0
  # A mount point of its own may hold lost+found. "config" is what restic init writes last.
  if [ -z "$(find . -mindepth 1 -maxdepth 1 ! -name lost+found -printf x -quit)" ]; then echo empty; exit 0; fi
  strange=$(find . -mindepth 1 -regextype posix-extended \
    ! \( -type d -regex '\./(data(/[0-9a-f]{2})?|index|keys|locks|snapshots|lost\+found)' \) \
    ! \( -type f -regex '\./(keys/[0-9a-f]{64}(-tmp-[0-9]+)?|config-tmp-[0-9]+)' \) ! -path './lost+found/*' -printf '%P\n' -quit)
  if [ -z "$strange" ]; then echo unfinished; else printf 'other %s\n' "$strange"; fi
  exit 0
}
locks() {
  case $directory in
    /*) find locks -type f -regextype posix-extended -regex 'locks/[0-9a-f]{64}' -printf '%f\n' ;;
    *) ask_restic --quiet list locks | grep -xE '[0-9a-f]{64}' ;;
  esac
}
still_lies() { case $directory in /*) [ -e "locks/$1" ] ;; *) locks | grep -qxF "$1" ;; esac; }

case $directory in /*) in_a_directory ;; esac
if ! command -v restic >/dev/null 2>&1; then echo untold; exit 0; fi
if ! config=$(ask_restic cat config 2>/dev/null); then
  said=$(ask_restic cat config 2>&1 >/dev/null) || true
  case $said in *'wrong password'*) echo wrong; exit 0 ;; esac
  case $directory in /*) ;; *) if restic_lacks "$said"; then echo absent; exit 0; fi ;; esac
  printf '%s\n' "$said" >&2
  exit 1
fi
printf 'there %s\n' "$(printf %s "$config" | one_line)"
printf 'host %s\n' "$(uname -n)"
# So many at most: each takes half a second.
locks | sort | head -n 20 | while read -r id; do
  if ! lock=$(ask_restic cat lock "$id" 2>/dev/null </dev/null | one_line) || [ -z "$lock" ]; then
    # It was given back meanwhile, or it is damaged.
    if still_lies "$id"; then printf 'lock unreadable %s {}\n' "$id"; fi
    continue
  fi
  # Inside of a value a quotation mark is escaped, so that none can look like the key.
  pid=$(printf '%s' "$lock" | sed -n 's/.*"pid": *\([0-9]\{1,9\}\).*/\1/p')
  # A number is given to another program sooner or later.
  case $(cat "/proc/${pid:-none}/comm" 2>/dev/null) in *restic*) how=running ;; *) how=gone ;; esac
  printf 'lock %s %s %s\n' "$how" "$id" "$lock"
done
