# Fails when a disk that the receipt $1 names is not mounted; without a receipt there is none to look for: guide/recorded-disks.ts.
set -eu
[ -f "$1" ] || exit 0
{ tr ' ' '\n' <"$1"; echo; } | while IFS='=' read -r mount _; do
  [ -n "$mount" ] || continue
  if ! findmnt --mountpoint "$mount" >/dev/null 2>&1; then
    printf 'The disk of %s is not mounted, though it was when ClearML was installed. Mount it ("mount -a" as root), then try again.\n' "$mount" >&2
    exit 1
  fi
done
