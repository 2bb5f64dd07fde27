# Puts the file $4 of the snapshot $2 of the restic repository in $1 beside the one that is there, under a name of its own: file-restored.ts.
# $3: the file server's directory · $5: seconds · $6: whose it becomes ("UID:GID"), or nothing: as what lies there. Standard input: the
# repository's passphrase. Nothing that is there is changed.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 snapshot=$2 tree=$3 file=$4 limit=$5 owner=$6
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic.sh
cd -P -- "$tree" 2>/dev/null || fail "There is no directory $tree. Mount its disk, or make the directory, then try again."
tree=$(pwd -P)
[ "$tree" != / ] || fail "$3 leads to /. Nothing was changed."
folder=${file%/*} name=${file##*/}
cd -P -- "./$folder" 2>/dev/null || fail "The folder of this file is not there any more: $tree$folder. Make it, then try again."
# A link among the files may lead anywhere.
case $(pwd -P)/ in "$tree"/*) ;; *) fail "$tree$folder leads out of the file server's files. Nothing was changed." ;; esac
new="$name.from-backup-$(date -u +%Y%m%dT%H%M%SZ)"
work=$(mktemp ./.groundcrew-file.XXXXXXXX)
trap 'rm -f -- "$work"' EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
trap 'exit 129' HUP
code=0
run_restic dump "$snapshot" "$file" >"$work" || code=$?
[ "$code" = 0 ] || fail "restic ended with exit code $code while it gave the file: it may be no file, the disk full, or the repository damaged. Nothing was changed."
like=.
if [ -f "./$name" ] && [ ! -L "./$name" ]; then like=./$name; chmod --reference="$like" -- "$work"; else chmod 0644 -- "$work"; fi
if [ -n "$owner" ]; then chown -- "$owner" "$work"; else chown --reference="$like" -- "$work"; fi
# Never over what is there.
ln -T -- "$work" "./$new" || fail "It could not be put there as $new. Nothing was changed."
printf 'The file lies in %s as %s: %s bytes.\n' "$tree$folder" "$new" "$(stat -c %s -- "$work")"
