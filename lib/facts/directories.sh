# "KIND MODE OWNER PATH" for each argument that exists: facts/directories.ts.
set -eu
for path in "$@"; do
  [ -e "$path" ] || [ -L "$path" ] || continue
  kind=other
  if [ -d "$path" ]; then kind=directory; fi
  printf '%s %s %s\n' "$kind" "$(stat -L -c '%a %u:%g' -- "$path" 2>/dev/null || echo '0 0:0')" "$path"
done
