# Proves the files' part (the snapshot $4 of the backup $2) in the restic repository in $1: files-verified.ts. restic compares how all of the
# repository hangs together and reads a part of its data; then what the snapshot lists is counted, and must be the files $6 and bytes $7 that were stored.
# $3: the server's name, for restic · $5: seconds that each may take · $8: bytes of data to be read, about. Standard input: the repository's passphrase.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 set=$2 host=$3 snapshot=$4 limit=$5 files=$6 bytes=$7 most=$8
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
code='' share=''
#include guide/backups/restic.sh
#include guide/backups/check.sh
[ -n "$snapshot" ] || fail "The file server's files are not stored."
check_repository "$bytes" "$most"
must_be_whole 'so this backup is not proven'

# In a name quotation marks are escaped, so none can look like a key. %.0f: some awks end at 2147483647 otherwise.
counted=$({
  code=0
  run_restic --no-lock --json ls "$snapshot" || code=$?
  echo "restic $code"
} | LC_ALL=C awk '
  /^restic [0-9]+$/ { code = $2; next }
  /"type":"file"/ { files++; if (match($0, /"size":[0-9]+/)) bytes += substr($0, RSTART + 7, RLENGTH - 7) }
  END { printf "%d %.0f %.0f", code, files, bytes }')
[ "${counted%% *}" = 0 ] || fail "restic ended with exit code ${counted%% *} while it listed the files, so this backup is not proven. Try again."
counted=${counted#* }
[ "$counted" = "$files $bytes" ] || fail "The snapshot lists ${counted% *} files of ${counted#* } bytes, and $files files of $bytes bytes were stored, so this backup is none. Make another one."
printf '{"files": %s, "bytes": %s, "readPercent": %s}\n' "${counted% *}" "${counted#* }" "$share" | run_restic --quiet backup --stdin --stdin-filename files.json \
  "--host=$host" "--tag=set=$set" --tag=source=files-proof "--tag=of=$snapshot" "--tag=files=$files" "--tag=bytes=$bytes" "--tag=read=$share"
echo "The repository is whole as far as it was read ($share % of its data): $files files, $bytes bytes."
