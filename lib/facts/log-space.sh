# The largest files below ClearML's logs in $1, and the largest that Docker writes for containers below its directory $2: facts/log-space.ts.
# Lines of "BYTES SECONDS NAME", the seconds of 1970 when it was last written, then "=== KIND EXIT-CODE COUNT BYTES" of all of them.
# It waits for the disk behind everybody else, and ends after 20 s each.
set -eu
most=40
exec 4>&1
largest() {
  kind=$1
  shift
  # The pipe's own end is of no use: find tells by the third descriptor how it went.
  code=$({
    {
      ended=0
      timeout --kill-after=2 20 nice -n 19 ionice -c 3 find "$@" -printf '%b %T@ %P\0' 2>/dev/null || ended=$?
      echo "$ended" >&3
      # A name may hold an end of line.
    } | tr '\n\0' '?\n' | sort -rn | awk -v most="$most" '{ count += 1; sum += $1 * 512; if (count <= most) { blocks = $1; sub(/^[0-9]+ /, ""); printf "%.0f %s\n", blocks * 512, $0 } } END { printf "=== %.0f %.0f\n", count, sum }' >&4
  } 3>&1)
  echo "=== $kind $code"
}
[ ! -d "$1" ] || largest clearml "$1" -xdev -type f
[ ! -d "$2/containers" ] || largest docker "$2/containers" -xdev -mindepth 2 -maxdepth 3 -type f \( -name '*-json.log*' -o -path '*/local-logs/*' \)
echo '=== end'
