# SELinux's and AppArmor's state, a line each: facts/security-modules.ts.
set -eu
cat /sys/fs/selinux/enforce 2>/dev/null || printf 'off'
echo
cat /sys/module/apparmor/parameters/enabled 2>/dev/null || echo N
