# What lies in each base directory: facts/previous-installations.ts.
# "base PATH ENTRIES BYTES NEWEST" (what can't be told in time is "-") and "mount PATH" for each mount at or below it.
set -eu
for base in "$@"; do
  if [ ! -d "$base" ] || [ -L "$base" ]; then continue; fi
  mounts=$(awk -v base="$base" '$5 == base || index($5, base "/") == 1 {print $5}' /proc/self/mountinfo)
  printf '%s\n' "$mounts" | while IFS= read -r mount; do
    if [ -n "$mount" ]; then printf 'mount %s\n' "$mount"; fi
  done
  # What an earlier run moved aside, and the lost+found of a file system, is not an installation.
  list() { timeout 20 find "$base" \( -name lost+found -o -name '.previous-*' \) -prune -o ! -type d "$@" 2>/dev/null; }
  first=$(list -print -quit || true)
  if [ -z "$first" ]; then
    printf 'base %s 0 0 0\n' "$base"
    continue
  fi
  sum=$(list -printf '%s %T@\n' | awk '{bytes += $1; count++; if ($2 > newest) newest = $2} END {printf "%d %.0f %.0f", count, bytes, newest}') || sum=
  printf 'base %s %s\n' "$base" "${sum:-- - -}"
done
