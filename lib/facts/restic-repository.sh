# Whether a restic repository lies in the directory $1: facts/restic-repository.ts. Standard input: its passphrase.
# Prints "absent", "empty", "unfinished" (restic init was killed), "other NAME", "untold" (there is no restic to ask with) or "wrong"
# (the passphrase); else "there CONFIG", "host NAME", and for each lock "lock running|gone|unreadable ID LOCK". Changes nothing.
set -eu
directory=$1
passphrase=$(cat)
# No cache: the repository lies on this very server, and what only asks leaves nothing behind. No lock: whoever holds it is to be told.
# From a pipe of the shell's own, so that neither a word, an environment nor a file holds the passphrase.
ask() {
  restic --repo "$directory" --no-cache --no-lock --password-file /dev/fd/3 cat "$@" 3<<end
$passphrase
end
}
one_line() { tr -d '\n'; }

if [ ! -e "$directory" ] && [ ! -L "$directory" ]; then echo absent; exit 0; fi
if [ ! -d "$directory" ]; then echo other; exit 0; fi
cd "$directory"
if [ ! -e config ]; then
  # A mount point of its own may hold lost+found. "config" is what restic init writes last.
  if [ -z "$(find . -mindepth 1 -maxdepth 1 ! -name lost+found -printf x -quit)" ]; then echo empty; exit 0; fi
  strange=$(find . -mindepth 1 -regextype posix-extended \
    ! \( -type d -regex '\./(data(/[0-9a-f]{2})?|index|keys|locks|snapshots|lost\+found)' \) \
    ! \( -type f -regex '\./(keys/[0-9a-f]{64}(-tmp-[0-9]+)?|config-tmp-[0-9]+)' \) ! -path './lost+found/*' -printf '%P\n' -quit)
  if [ -z "$strange" ]; then echo unfinished; else printf 'other %s\n' "$strange"; fi
  exit 0
fi
if ! command -v restic >/dev/null 2>&1; then echo untold; exit 0; fi
if ! config=$(ask config 2>/dev/null); then
  said=$(ask config 2>&1 >/dev/null) || true
  case $said in *'wrong password'*) echo wrong; exit 0 ;; esac
  printf '%s\n' "$said" >&2
  exit 1
fi
printf 'there %s\n' "$(printf %s "$config" | one_line)"
printf 'host %s\n' "$(uname -n)"
# So many at most: each takes half a second.
find locks -type f -regextype posix-extended -regex 'locks/[0-9a-f]{64}' -printf '%f\n' | sort | head -n 20 | while read -r id; do
  if ! lock=$(ask lock "$id" 2>/dev/null </dev/null | one_line) || [ -z "$lock" ]; then
    # It was given back meanwhile, or it is damaged.
    if [ -e "locks/$id" ]; then printf 'lock unreadable %s {}\n' "$id"; fi
    continue
  fi
  # Inside of a value a quotation mark is escaped, so that none can look like the key.
  pid=$(printf '%s' "$lock" | sed -n 's/.*"pid": *\([0-9]\{1,9\}\).*/\1/p')
  # A number is given to another program sooner or later.
  case $(cat "/proc/${pid:-none}/comm" 2>/dev/null) in *restic*) how=running ;; *) how=gone ;; esac
  printf 'lock %s %s %s\n' "$how" "$id" "$lock"
done
