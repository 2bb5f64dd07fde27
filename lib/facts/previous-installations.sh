# What lies in each base directory: facts/previous-installations.ts.
# "base PATH ENTRIES BYTES NEWEST" (ENTRIES is "-" when they can't be counted in time: then BYTES is what its file systems
# hold at most, and NEWEST the newest change of the topmost two levels), "link PATH TARGET" for one that is not where its
# path says, and "mount PATH" for each mount at or below it.
set -eu
for base in "$@"; do
  [ -d "$base" ] || [ -L "$base" ] || continue
  # The kernel names mounts by their real paths: behind a link none of them would be seen.
  real=$(readlink -m -- "$base")
  if [ "$real" != "$base" ]; then
    printf 'link %s %s\n' "$base" "$real"
    continue
  fi
  mounts=$(awk -v base="$base" '$5 == base || index($5, base "/") == 1 {print $5}' /proc/self/mountinfo)
  printf '%s\n' "$mounts" | while IFS= read -r mount; do
    if [ -n "$mount" ]; then printf 'mount %s\n' "$mount"; fi
  done
  # What an earlier run moved aside, and the lost+found of a file system, is not an installation.
  list() { timeout -k 2 20 find "$base" \( -name lost+found -o -name '.previous-*' \) -prune -o ! -type d "$@" 2>/dev/null; }
  # Empty is only what find has seen to its end.
  code=0
  first=$(list -print -quit) || code=$?
  if [ -z "$first" ] && [ "$code" = 0 ]; then
    printf 'base %s 0 0 0\n' "$base"
    continue
  fi
  sum='- - -'
  # Files come and go where databases run, so find may end with 1; 124 and above: it was stopped half-way.
  if [ -n "$first" ]; then
    sum=$({ list -printf '%s %T@\n' || echo "code $?"; } | awk '$1 == "code" {code = $2; next} {bytes += $1; count++; if ($2 > newest) newest = $2} END {if (code >= 124 || count == 0) print "- - -"; else printf "%d %.0f %.0f", count, bytes, newest}')
  fi
  if [ "$sum" = '- - -' ]; then
    bytes=$({ printf '%s\n' "$base"; printf '%s\n' "$mounts" | sed '/^$/d'; } | xargs -d '\n' df -B1 --output=source,used 2>/dev/null | sed 1d | sort -u | awk '{sum += $NF} END {if (NR) printf "%.0f", sum}')
    newest=$(timeout -k 2 5 find "$base" -maxdepth 2 -printf '%T@\n' 2>/dev/null | awk '$1 > newest {newest = $1} END {if (newest) printf "%.0f", newest}')
    sum="- ${bytes:--} ${newest:--}"
  fi
  printf 'base %s %s\n' "$base" "$sum"
done
