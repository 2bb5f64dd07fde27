# What the kernel said in the last hour about killed processes and broken disks: facts/kernel-log.ts.
# "now SECONDS" first. Then lines "SECONDS host kernel: text" (journald), or "[SECONDS since the start] text" after "started SECONDS".
set -eu
wanted='Kill(ed)? process |I/O error|critical (medium|target) error|Remounting filesystem read-only|EXT4-fs error|XFS .*([Ee]rror|[Cc]orrupt|[Ss]hut)|BTRFS.* (error|critical)|nvme.*(timeout|resetting)|ata[0-9.]+: (failed command|error)'
now=$(date +%s)
echo "now $now"
few() { grep -aE "$wanted" | tail -n 200 | cut -c 1-400; }
# Nothing is held in memory: a packet filter that logs can write millions of lines an hour.
if command -v journalctl >/dev/null 2>&1 && journalctl --dmesg --lines=1 --quiet --no-pager >/dev/null 2>&1; then
  journalctl --dmesg --since=-1h --output=short-unix --quiet --no-pager 2>/dev/null | few || true
  exit 0
fi
dmesg >/dev/null
read -r up _ </proc/uptime
echo "started $((now - ${up%.*}))"
dmesg | few || true
