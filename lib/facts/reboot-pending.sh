# "pending" and the packages, or nothing: facts/reboot-pending.ts.
set -eu
if [ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]; then
  echo pending
  cat /run/reboot-required.pkgs 2>/dev/null || true
fi
