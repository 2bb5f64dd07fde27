# Stores the tree in the directory $2 in the restic repository in $1, as a part of the backup $3: files-part.ts.
# $4: the server's name, for restic · $5: seconds that it may take · $6: a folder of the tree whose content is left out, or nothing.
# Standard input: the repository's passphrase, and a line exclude=PATTERN for each further pattern that is left out, from the tree on.
set -eu
# shellcheck disable=SC2034 # part.sh reads them
directory=$1 tree=$2 set=$3 host=$4 limit=$5 left_out=$6 kind=files
# shellcheck disable=SC2034 # part.sh reads it
passphrase=$(cat)
#include guide/backups/part.sh
# A link in its place would be stored as a link. Its own paths begin at the tree, so that it can be restored to any place.
cd -P -- "$tree" 2>/dev/null || fail "There is no directory $tree, where the file server keeps its files. Mount its disk, or make the directory, then try again."
tree=$(pwd -P)
# One that lies elsewhere is in no tree of this server.
case $directory in /*) place=$(readlink -f -- "$directory") ;; *) place=/ ;; esac
while :; do
  # By what it is and not by its name: it may be mounted a second time.
  [ "$(stat -c %d:%i -- "$place")" != "$(stat -c %d:%i .)" ] || fail "The backups go to $directory, which lies among the file server's own files. Choose a destination elsewhere."
  [ "$place" != / ] || break
  place=$(dirname -- "$place")
done
forget_unfinished || fail 'What an earlier attempt has left in the repository could not be forgotten.'

# In a pattern of restic's some characters stand for others.
pattern=$(printf '%s' "$tree" | sed 's/[][*?\\]/\\&/g')
# shellcheck disable=SC2034 # store.sh reads it
errors=1
# By a file, as many as they are. In it restic puts variables in the place of their names.
excludes=$(printf '%s\n' "$passphrase" | sed -n '2,$s/^exclude=//p' | while IFS= read -r each; do printf '%s/%s\n' "$pattern" "$each"; done | sed 's/\$/$$/g')
[ -z "$excludes" ] || printf 'Left out, as the schedule says:\n%s\n' "$(printf '%s\n' "$passphrase" | sed -n '2,$s/^exclude=//p')"
# From what restic tells as JSON: "summary FILES BYTES", "unread COUNT", "others COUNT" (of those unread, which have not just vanished),
# "names NAMES" (the first three of them) and "restic CODE". In a name quotation marks are escaped, so none can look like a key.
# shellcheck disable=SC2016 # awk's own
read_told='
  function number(key) { return match($0, "\"" key "\":[0-9]+") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3) : "" }
  /^restic [0-9]+$/ { print; next }
  /"message_type":"summary"/ { print "summary", number("total_files_processed"), number("total_bytes_processed"); next }
  /"message_type":"error"/ {
    if (!/"Err":2[}]/ && !/no such file or directory"[}],"during"/) others++
    if (unread++ < 3) { sub(/.*,"item":"/, ""); sub(/"[}]$/, ""); names = names (names == "" ? "" : ", ") substr($0, 1, 300) }
    next
  }
  { print >"/dev/stderr" }
  END { print "unread", unread + 0; print "others", others + 0; print "names", names }'
store() {
  store_telling "--exclude=$pattern/.groundcrew-restore*" ${left_out:+"--exclude=$pattern/$left_out/*"} ${excludes:+--exclude-file=/dev/fd/5} "--tag=set=$set" --tag=source=files-unfinished "--host=$host" . 5<<end | LC_ALL=C awk "$read_told"
$excludes
end
}
of() { printf '%s\n' "$told" | sed -n "s/^$1 //p"; }
# A restore that ended half way keeps there what it has put aside, and what is not in its place yet.
[ ! -e .groundcrew-restore ] || echo "A restore has replaced these files half only: what lies in $tree/.groundcrew-restore is not stored."
# restic stores no empty directory, as a new installation has, and as is left where all is left out: an empty folder stands in it meanwhile, and does no harm once it is restored.
empty=.groundcrew-empty
if [ -n "$excludes" ] || [ -z "$(find . -mindepth 1 -maxdepth 1 ! -name '.groundcrew-restore*' ! -name "$empty" -print -quit)" ]; then
  mkdir -p "$empty"
  trap 'rmdir "$empty" 2>/dev/null || true' EXIT
  trap 'exit 143' TERM
  trap 'exit 130' INT
  trap 'exit 129' HUP
fi
earlier='' attempts=1
told=$(store)
# ClearML goes on meanwhile and deletes files. What vanished just as restic came to it is no loss; restic reads the tree once more, and
# only what is new in it, for what it has stored is there already.
while [ "$(of restic) $(of others)" = '3 0' ] && [ "$(of unread)" != 0 ] && [ "$attempts" -lt 3 ]; do
  attempts=$((attempts + 1))
  earlier=$(unfinished) || fail 'What restic has stored could not be looked up. Try again.'
  told=$(store)
done
code=$(of restic)
if [ "$code" != 0 ]; then
  forget_failed
  case $code in
    3) fail "restic could not read $(of unread) of the file server's files, so this part counts for nothing. See to their access, or whether their disk is broken (\"dmesg\"), then try again. The first of them: $(of names)" ;;
    124) fail "The files were not stored within $limit seconds. Nothing of it counts. Try again: what has reached the repository is not sent once more." ;;
    *) fail "restic ended with exit code ${code:-?} while it stored the files. Nothing of it counts." ;;
  esac
fi
# shellcheck disable=SC2086 # ids, of hexadecimal digits
[ -z "$earlier" ] || forget_all $earlier
summary=$(of summary)
case $summary in [0-9]*' '[0-9]*) ;; *) fail 'restic did not tell how much it has stored. Try again.' ;; esac
# restic before 0.16 keeps where a link leads as UTF-8 only, and says nothing of it.
lost=0
case $(restic version) in 'restic 0.'[0-9].* | 'restic 0.1'[0-5].*)
  lost=$(nice -n 19 ionice -c 3 find . \( -path './.groundcrew-restore*' -o -path "./${left_out:-.groundcrew-restore}" \) -prune -o -type l -printf '%l\0' | tr '\n' ' ' | LC_ALL=C.UTF-8 grep -zacvx '.*') || lost=${lost:-0}
  ;;
esac
[ "$lost" = 0 ] || echo "Where $lost links lead is not UTF-8, and this version of restic does not keep that: restored, they lead elsewhere. Put restic 0.16 or later into /usr/local/bin, or make these links anew."
finish "--set=lost-links=$lost" "--set=files=${summary% *}" "--set=bytes=${summary#* }"
