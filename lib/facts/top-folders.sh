# What the folders of $1 take, two levels deep, on its own file system: facts/top-folders.ts. "absent" when it is not there.
# Lines of "BYTES<tab>PATH", the largest first, then "=== EXIT-CODE" of du: 124 when the $2 seconds that it may take were over,
# and then only what was counted till then. It waits for the disk behind everybody else.
set -eu
if [ ! -d "$1" ]; then
  echo absent
  exit 0
fi
exec 4>&1
code=$({
  {
    ended=0
    timeout --kill-after=5 "$2" nice -n 19 ionice -c 3 du --one-file-system --null --block-size=1 --max-depth=2 -- "$1" 2>/dev/null || ended=$?
    echo "$ended" >&3
    # A name may hold an end of line.
  } | tr '\n\0' '?\n' | sort -rn | head -n 60 >&4
} 3>&1)
echo "=== $code"
