# Who keeps the clock, and how far it is off: facts/clock.ts. Sections of chrony, of systemd's time service, and of the kernel.
# Only one that runs is asked; what is not there prints nothing.
set -eu
echo '=== chrony'
if command -v chronyc >/dev/null 2>&1; then timeout 5 chronyc -c -n tracking 2>/dev/null || true; fi
echo '=== timesyncd'
if [ -d /run/systemd/timesync ]; then timeout 5 timedatectl timesync-status --no-pager 2>/dev/null || true; fi
echo '=== kernel'
timeout 5 timedatectl show --no-pager
