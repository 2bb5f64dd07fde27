# Removes what a restore of the files that stopped on its way has left in $1: restore-left.ts. Not what is nowhere else.
set -eu
fail() {
  printf '%s\n' "$1" >&2
  exit 61
}
#include guide/restore/left.sh
cd -P -- "$1" 2>/dev/null || fail "There is no directory $1. Mount its disk, then try again."
work=.groundcrew-restore
if [ ! -e "$work" ] && [ ! -L "$work" ]; then
  echo 'It is gone already.'
  exit 0
fi
if [ ! -d "$work" ] || [ -L "$work" ]; then fail "$1/$work is no directory of a restore. Nothing was removed."; fi
! holds_files "$work" || fail "$1/$work has files that are nowhere else: the restore had moved them aside. Nothing was removed. Let that restore go on, or restore the files of another backup: that removes it at its end."
rm -rf -- "$work"
echo "$1/$work is removed."
