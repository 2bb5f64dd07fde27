# What each disk says of its own health: facts/smart.ts. "absent" without smartctl, else a JSON document a line.
# A disk that sleeps is left asleep; others are not disturbed.
set -eu
if ! command -v smartctl >/dev/null 2>&1; then
  echo absent
  exit 0
fi
echo there
for disk in /sys/block/*; do
  # What has no device behind it (loop, LVM, RAID) has no health of its own.
  [ -e "$disk/device" ] || continue
  # The exit code is a set of bits; the document says the same.
  nice -n 19 ionice -c 3 timeout 15 smartctl --json=c --health --attributes --nocheck=standby -- "/dev/${disk##*/}" 2>/dev/null | tr -d '\n' || true
  echo
done
