# How the scripts of a backup run restic and fail, included by them: $directory (the repository), $limit (seconds; $restic_limit, where restic
# may take longer) and $passphrase (all of standard input) are set there.
#include facts/restic.sh
fail() {
  # Not echo: some read what a name holds.
  printf '%s\n' "$1" >&2
  exit 61
}
# The same where what was stored is not what it was, which was proven by reading or counting it: no trouble with the way to it, with room, time or memory.
not_whole() {
  printf '%s\n' "$1" >&2
  exit 62
}
# read_back SNAPSHOT FILE PROGRAM WORDS…: lets a program of Python read a file of a snapshot. Its lines begin with a brace and are $told then; its exit
# code is $code, restic's $given.
read_back() {
  read_from=$1 read_file=$2
  shift 2
  told=$({
    {
      code=0
      run_restic dump "$read_from" "$read_file" 4>&- || code=$?
      echo "restic $code" >&4
    } | {
      code=0
      nice -n 19 python3 -I -S -c "$@" 4>&- || code=$?
      # It ends at the first damage; restic is read to its end all the same, so that its code says whether it could give all of it.
      cat >/dev/null
      echo "reader $code"
    }
  } 4>&1)
  # shellcheck disable=SC2034 # for the script that includes it
  given=$(printf '%s\n' "$told" | sed -n 's/^restic //p')
  code=$(printf '%s\n' "$told" | sed -n 's/^reader //p')
  told=$(printf '%s\n' "$told" | grep '^{') || true
}
