# The mounts, their space and how they come back: facts/mounts.ts. Argument: the paths whose owner and mode matter.
# Separators are lines that no JSON document can contain.
set -eu
findmnt --json --bytes --list --output TARGET,SOURCE,FSTYPE,OPTIONS,SIZE,AVAIL,USED,UUID 2>/dev/null || echo '{"filesystems":[]}'
echo '=== fstab'
findmnt --fstab --json --list --output TARGET,SOURCE,OPTIONS 2>/dev/null || true
echo '=== units'
systemctl list-unit-files --type=mount --no-legend --no-pager 2>/dev/null | awk '{print $1, $2}' || true
echo '=== paths'
for path in "$@"; do
  if [ -e "$path" ]; then
    printf '%s %s %s\n' "$(stat -c '%a %u:%g' -- "$path")" "$(df --output=ipcent -- "$path" 2>/dev/null | tail -n 1 | tr -d ' %')" "$path"
  fi
done
