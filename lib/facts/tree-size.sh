# How many files lie below the directory $1, and how many bytes they hold, counted as a backup counts them: facts/tree-size.ts. Prints "FILES BYTES".
# $2: a folder of it whose content is left out, or nothing · $3: seconds that it may take; it waits for the disk behind everybody else.
# "absent": there is no such directory · "cut": the time was over, or it could not be counted.
set -eu
cd -P -- "$1" 2>/dev/null || { echo absent; exit 0; }
{
  code=0
  timeout --kill-after=5 "$3" nice -n 19 ionice -c 3 find . \( -path './.groundcrew-restore*' -o -path "./${2:-.groundcrew-restore}" \) -prune -o -type f -printf '%s\n' 2>/dev/null || code=$?
  echo "=== $code"
} | awk '
  /^===/ { code = $2; next }
  { files++; bytes += $1 }
  # It ends by 1 when a folder vanished meanwhile.
  END { if (code == "0" || code == "1") printf "%d %.0f\n", files, bytes; else print "cut" }'
