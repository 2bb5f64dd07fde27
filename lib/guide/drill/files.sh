# Restores a backup's files into a directory that is made for that, compares them, and removes them, however this ends: drill/files.ts.
# $1: the repository · $2: the snapshot · $3: seconds that it may take · $4: the script of a restore · $5: the program that compares (files.py) ·
# $6: the drill's run · $7: where its directory is made · $8: where an earlier one may be · then where the living files lie · bytes of the disk ·
# "all" or "sample". Standard input: the repository's passphrase.
# shellcheck disable=SC2154 # $work and $container: scratch.sh sets them
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 snapshot=$2 limit=$3 script=$4 program=$5 run=$6 place=$7 elsewhere=$8
shift 8
# shellcheck disable=SC2034 # scratch.sh reads it
living=$1 bytes=$2 what=$3 part=files
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/drill/scratch.sh
make_place "$bytes"
mkdir -m 0700 "$work/files"
if [ "$what" = all ]; then
  # That script wants to know whose its marks are.
  # shellcheck disable=SC2034 # scratch.sh reads it
  input=$(printf '%s\n%s' "$run" "$passphrase")
  restore "$script" "$directory" "$snapshot" "$work/files" "$limit" ''
  python3 -I -S -c "$program" compare "$work/files" "$living" || not_proven 'The restored files are not those that were stored, so the backup is not proven. Read what it says above.'
  exit 0
fi
# Of a tree that is large some files at random, each from the repository to its end: its pieces are compared with their SHA-256 by restic.
listed=0
run_restic --no-lock --json ls "$snapshot" >"$work/list" || listed=$?
[ "$listed" = 0 ] || not_proven "restic ended with exit code $listed while it listed the files, so the backup is not proven."
python3 -I -S -c "$program" choose "$bytes" <"$work/list" >"$work/chosen" || not_proven 'No file of the backup could be chosen, so it is not proven.'
while IFS=' ' read -r size file; do
  run_restic --no-lock dump "$snapshot" "$file" >"$work/files/one" || not_proven "A file could not be restored, so the backup is not proven."
  [ "$(stat -c %s "$work/files/one")" = "$size" ] || not_proven 'A restored file is not as long as the one that was stored, so the backup is not proven.'
done <"$work/chosen"
echo "Restored and compared $(wc -l <"$work/chosen") files at random."
