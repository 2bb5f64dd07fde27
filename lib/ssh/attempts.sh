# The ids of all attempts that left a folder, newest first; not of those that were withdrawn before they began.
cd /var/lib/groundcrew/runs 2>/dev/null || exit 0
find . -mindepth 1 -maxdepth 1 -type d -printf '%T@ %f\n' | sort -rn | cut -d ' ' -f 2 | grep -E '^[0-9a-z]{20}$' | while read -r id; do
  [ -e "$id/claim/withdrawn" ] || printf '%s\n' "$id"
done
exit 0
