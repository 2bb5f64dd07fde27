# What the kernel said in the last hour about killed processes and broken disks: facts/kernel-log.ts.
# "now SECONDS" first. Then lines "SECONDS host kernel: text" (journald), or "[SECONDS since the start] text" after "started SECONDS".
set -eu
wanted='Kill(ed)? process |I/O error|critical (medium|target) error|Remounting filesystem read-only|EXT4-fs error|XFS .*([Ee]rror|[Cc]orrupt|[Ss]hut)|BTRFS.* (error|critical)|nvme.*(timeout|resetting)|ata[0-9.]+: (failed command|error)'
now=$(date +%s)
echo "now $now"
few() { grep -aE "$wanted" | tail -n 200 | cut -c 1-400; }
if command -v journalctl >/dev/null 2>&1 && log=$(journalctl --dmesg --since=-1h --output=short-unix --quiet --no-pager 2>/dev/null); then
  printf '%s\n' "$log" | few || true
  exit 0
fi
log=$(dmesg)
read -r up _ </proc/uptime
echo "started $((now - ${up%.*}))"
printf '%s\n' "$log" | few || true
