# Whether ufw is on, and which published ports our own chains close: facts/firewall.ts.
# After "=== ipv6", which is printed where ip6tables works: what is closed to connections that end at the server itself.
set -eu
if [ ! -e /usr/sbin/ufw ]; then
  echo 'ufw absent'
elif grep -qs '^ENABLED=yes' /etc/ufw/ufw.conf; then
  echo 'ufw on'
else
  echo 'ufw off'
fi
if command -v iptables >/dev/null 2>&1; then
  iptables -w 5 -S DOCKER-USER 2>/dev/null || true
  iptables -w 5 -S CLEARML-CLOSED 2>/dev/null || true
  ip6tables -w 5 -S CLEARML-CLOSED 2>/dev/null || true
fi
if command -v ip6tables >/dev/null 2>&1 && input=$(ip6tables -w 5 -S INPUT 2>/dev/null); then
  echo '=== ipv6'
  printf '%s\n' "$input" | grep -- '-j CLEARML-CLOSED-IN$' || true
  ip6tables -w 5 -S CLEARML-CLOSED-IN 2>/dev/null || true
fi
