# Replaces what the directory $3 holds by the tree that is the snapshot $2 of the restic repository in $1: files-restored.ts.
# $4: seconds that it may take · $5: whose all of it becomes ("UID:GID"), or nothing: as it was stored.
# Standard input: a line that is the run, then the repository's passphrase. Among the words the run would make this another command than was approved.
#
# The tree is restored into a folder inside of $3, which may be a disk of its own, and counted there. Only then what is there is moved aside
# and the tree into its place, each by a rename, and what was there is removed last. Two marks tell this run's next attempt how far this one came: another run begins anew, for ClearML may have lived on between.
# $3 itself stays as it is: its owner and mode are not in the snapshot.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 snapshot=$2 target=$3 limit=$4 owner=$5
IFS= read -r run
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic.sh
cd -P -- "$target" 2>/dev/null || fail "There is no directory $target. Mount its disk, or make the directory, then try again."
target=$(pwd -P)
[ "$target" != / ] || fail "$3 leads to /. Nothing was changed."
# One that lies elsewhere is in no tree of this server.
case $directory in /*) place=$(readlink -f -- "$directory") ;; *) place=/ ;; esac
while :; do
  # By what it is and not by its name: it may be mounted a second time.
  [ "$(stat -c %d:%i -- "$place")" != "$(stat -c %d:%i .)" ] || fail "The backups lie in $directory, among the files that would be replaced. Nothing was changed."
  [ "$place" != / ] || break
  place=$(dirname -- "$place")
done
# Moved aside, the content of a disk that is mounted below would be removed with the rest.
mounted=$(printf '%b\n' "$(awk '{ print $5 }' /proc/self/mountinfo | sed 's/\\\([0-7]\{3\}\)/\\0\1/g')")
inner=$(printf '%s\n' "$mounted" | while IFS= read -r each; do case $each in "$target"/*) printf '%s\n' "$each"; break ;; esac; done)
[ -z "$inner" ] || fail "Another file system is mounted at $inner, below the files that are replaced. Unmount it, then try again. Nothing was changed."
work=.groundcrew-restore
# Whoever may write among the files may have laid it there.
for each in "$work" "$work/before" "$work/tree" "$work/whole.new"; do
  [ ! -L "$each" ] || fail "$target/$each is a link. Remove it, then try again. Nothing was changed."
done
whole=$(cat "$work/whole" 2>/dev/null) || whole=''
# An earlier restore was in its place already: what that had moved aside takes room only.
[ ! -e "$work/done" ] || rm -rf -- "$work/before"

if [ "$whole" != "$run $snapshot" ]; then
  # What an earlier restore of another backup has moved aside goes at the end, with the rest.
  rm -rf -- "$work/whole" "$work/moved" "$work/tree" "$work/done"
  # restic makes no directory for a tree without anything in it.
  mkdir -p "$work/tree"
  chmod 0700 "$work"
  needed=$(run_restic --no-lock --json stats --mode restore-size "$snapshot" | sed -n 's/.*"total_size":\([0-9]*\).*/\1/p')
  [ -n "$needed" ] || fail 'restic does not tell how large the files are: the passphrase may be wrong, or the repository damaged. Nothing was changed.'
  df -P -B1 -- . | awk -v needed="$needed" 'NR == 2 { exit !($4 > needed + $2 / 100) }' ||
    fail "The files take $((needed / 1000000)) MB, and the file system of $target has no room for them beside what is there now. Nothing was changed. Free space, or mount a larger disk there, then try again."
  code=0
  run_restic --quiet restore "$snapshot" --target "$work/tree" || code=$?
  [ "$code" != 124 ] || fail "The files were not restored within $limit seconds. Nothing was changed in their place. Try again."
  [ "$code" = 0 ] || fail "restic ended with exit code $code while it restored the files, and nothing was changed in their place. Read what it says above, then try again."
  # In a name quotation marks are escaped, so none can look like a key.
  stored=$({ run_restic --no-lock --json ls "$snapshot" && echo listed; } | LC_ALL=C awk '
    /^listed$/ { all = 1 }
    /"type":"file"/ { files++; if (match($0, /"size":[0-9]+/)) bytes += substr($0, RSTART + 7, RLENGTH - 7) }
    END { if (all) printf "%d %.0f", files, bytes }')
  [ -n "$stored" ] || fail "restic could not list what is stored, to compare it. Nothing was changed in the place of the files. Read what it says above, then try again."
  there=$(find "$work/tree" -type f -printf '%s\n' | awk '{ files++; bytes += $1 } END { printf "%d %.0f", files, bytes }')
  [ "$there" = "$stored" ] || not_whole "$there files and bytes were restored where $stored are stored. Nothing was changed in their place. Try again."
  [ -z "$owner" ] || chown -R --no-dereference -- "$owner" "$work/tree"
  # On the disk before anything relies on it.
  sync -f .
  printf '%s\n' "$run $snapshot" >"$work/whole.new"
  mv -f -- "$work/whole.new" "$work/whole"
  echo "The files are restored beside those that are there: $there (files, bytes)."
fi
move_all() {
  # lost+found is the file system's own; our folder may have been stored with the rest.
  find "$1" -mindepth 1 -maxdepth 1 ! -name "$work" ! -name lost+found -exec mv -f -t "$2" -- {} +
}
if [ ! -e "$work/moved" ]; then
  mkdir -p "$work/before"
  # A name may be there twice: of an earlier attempt, too.
  aside=$work/before/$(date +%s)-$$
  mkdir -m 0700 "$aside"
  move_all . "$aside"
  : >"$work/moved"
fi
move_all "$work/tree" .
# Without this the marks would lie: killed while it removes, which can take long, the next attempt would move the restored tree aside, and remove it.
mv -f -- "$work/whole" "$work/done"
rm -rf -- "$work"
echo "The file server's files are those of the backup."
