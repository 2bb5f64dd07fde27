# The first process, systemd's version and state, a line each: facts/systemd.ts.
set -eu
cat /proc/1/comm
systemctl --version 2>/dev/null | head -n 1 || echo none
systemctl is-system-running 2>/dev/null || true
