# "PID NAME" of the first process that holds a lock of apt or dpkg: facts/apt-lock.ts.
# The kernel's list of locks names inodes, so neither fuser nor lsof is needed.
set -eu
for file in /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/apt/lists/lock /var/cache/apt/archives/lock; do
  [ -e "$file" ] || continue
  inode=$(stat -c %i -- "$file")
  pid=$(awk -v inode="$inode" '{n = split($6, part, ":"); if (part[n] == inode && $4 == "WRITE") {print $5; exit}}' /proc/locks)
  if [ -n "$pid" ] && [ "$pid" -gt 0 ]; then
    printf '%s %s\n' "$pid" "$(cat "/proc/$pid/comm" 2>/dev/null || echo unknown)"
    exit 0
  fi
done
