# Files with the name of a rotated log below $1 that were not written for $2 minutes: facts/old-logs.ts.
# In base64, since a name may hold anything but NUL: "NOW", then "DEVICE INODE BYTES SECONDS NAME" of $3 files at most, each with a NUL behind it;
# $4 bytes of that at most.
# No link, nothing of another file system, and nothing that has a second name.
set -eu
if [ ! -d "$1" ] || [ -L "$1" ]; then
  echo absent
  exit 0
fi
{
  printf '%s\0' "$(date +%s)"
  timeout --kill-after=2 20 nice -n 19 ionice -c 3 find "$1" -xdev -type f -links 1 -mmin "+$2" \
    \( -name '*.log.*' -o -name '*.log-*' -o -name '*.gz' \) -printf '%D %i %s %T@ %P\0' 2>/dev/null | head -z -n "$3"
} | head -c "$4" | base64 -w 0
