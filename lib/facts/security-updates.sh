# Updates that apt would install, from the lists that it has: facts/security-updates.ts. Nothing is downloaded or locked.
# "now SECONDS" and "lists SECONDS" (when the newest list came), then apt's own lines "Inst NAME [OLD] (NEW FROM…)".
set -eu
date +'now %s'
newest=$(find /var/lib/apt/lists -maxdepth 1 -type f -name '*Packages*' -printf '%T@\n' 2>/dev/null | sort -n | tail -n 1)
echo "lists ${newest%.*}"
plan=$(nice -n 19 ionice -c 3 apt-get --simulate -q -o Debug::NoLocking=1 dist-upgrade)
printf '%s\n' "$plan" | grep '^Inst ' | head -n 2000 || true
