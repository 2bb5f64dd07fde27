# What restores that stopped on their way have left among the files in $1, and where Elasticsearch's snapshots go, $2: facts/restore-leftovers.ts.
# Lines of "KIND may-go|holds BYTES"; "-" where the $3 seconds of du were over. No link is followed.
set -eu
#include guide/restore/left.sh
size_of() {
  timeout --kill-after=5 "$seconds" nice -n 19 ionice -c 3 du --summarize --total --block-size=1 -- "$@" 2>/dev/null | sed -n '$s/^\([0-9]*\)\ttotal$/\1/p'
}
seconds=$3
work=$1/.groundcrew-restore
if [ -d "$work" ] && [ ! -L "$work" ]; then
  if holds_files "$work"; then state=holds; else state=may-go; fi
  bytes=$(size_of "$work")
  printf 'files %s %s\n' "$state" "${bytes:--}"
fi
found=''
for each in "$2/groundcrew-restore" "${2%/*}/.groundcrew-restore-elasticsearch"; do
  if [ -d "$each" ] && [ ! -L "$each" ]; then found=1; else continue; fi
  set -- "$@" "$each"
done
if [ -n "$found" ]; then
  shift 3
  bytes=$(size_of "$@")
  printf 'elasticsearch may-go %s\n' "${bytes:--}"
fi
