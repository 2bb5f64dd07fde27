# Space and inodes of the file systems that hold the paths $1…, and how each is mounted: facts/file-systems.ts.
# df tells on standard error what it can't answer, and goes on. A file system that hangs ends the question by its time limit.
set -eu
df --block-size=1 --output=size,used,avail,itotal,iavail,fstype,file,target -- "$@" || true
echo '=== mounts'
# The layers of containers are many and long, and hold nothing of ours.
grep -vE ' (overlay|nsfs|squashfs|tmpfs|cgroup2?|proc|sysfs|devpts|mqueue|fuse\.[a-z.]+) ' /proc/self/mounts || true
