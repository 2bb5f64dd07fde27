# What holds the directory $1, where backups are to go, and what holds the data in $2…: facts/destination-place.ts. Changes nothing.
# "now MILLISECONDS", then for each path "place|data DEVICE yes|no FREE USED SOURCE": of the nearest directory above it that is there.
set -eu
printf 'now %s\n' "$(date +%s%3N)"
tell() {
  word=$1
  at=$(readlink -m -- "$2")
  while [ ! -e "$at" ]; do at=$(dirname -- "$at"); done
  # For root this is no only where the file system is read-only, or a share lets root not write.
  writable=no
  if [ -w "$at" ]; then writable=yes; fi
  printf '%s %s %s %s\n' "$word" "$(stat -c %d -- "$at")" "$writable" "$(df --block-size=1 --output=avail,used,source -- "$at" | tail -n 1)"
}
tell place "$1"
shift
for path do tell data "$path"; done
