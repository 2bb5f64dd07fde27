# Restores a backup's files into a directory that is made for that, compares them, and removes them, however this ends: drill/files.ts.
# $1: the repository · $2: the snapshot · $3: seconds that it may take · $4: the script of a restore · $5: the program that compares (files.py) ·
# $6: the drill's run · $7: where its directory is made · $8: where an earlier one may be · then where the living files lie, or nothing where they are
# another server's · bytes of the disk · "all" or "sample". Standard input: the repository's passphrase.
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
# restic holds its index in memory: drillMemory of drill/room.ts.
enough_memory 1000000000
mkdir -m 0700 "$work/files"
if [ "$what" = all ]; then
  # That script wants to know whose its marks are.
  # shellcheck disable=SC2034 # scratch.sh reads it
  input=$(printf '%s\n%s' "$run" "$passphrase")
  restore "$script" "$directory" "$snapshot" "$work/files" "$limit" ''
  if [ -z "$living" ]; then
    echo 'The files that live here are of another ClearML, so nothing is compared with them. restic has compared each piece with its SHA-256.'
    exit 0
  fi
  code=0
  python3 -I -S -c "$program" compare "$work/files" "$living" || code=$?
  [ "$code" != 3 ] || not_proven 'A restored file is not the one that was stored: its name stands above.'
  [ "$code" = 0 ] || no_verdict "The restored files could not be compared with those that are there (exit code $code)."
  exit 0
fi
# Of a tree that is large some files at random, each from the repository to its end: its pieces are compared with their SHA-256 by restic.
# The list may be longer than disk and memory, so it is nowhere as a whole.
choose_some() { { run_restic --no-lock --json ls "$snapshot" && echo listed; } | python3 -I -S -c "$program" choose "$bytes" >"$work/chosen"; }
dump_one() { run_restic --no-lock dump "$snapshot" "$file" >"$work/files/one"; }
# must_give SENTENCE COMMAND…: what restic can't give is damaged only where it says so.
must_give() {
  sentence=$1
  shift
  heard "$@"
  [ "$code" != 3 ] || fail 'No file of the backup is small enough to be restored in a drill, and has a name that restic can be asked for. That says nothing of the backup.'
  if [ "$code" != 0 ]; then
    if says_damaged; then not_proven "$sentence"; fi
    no_verdict "$sentence"
  fi
}
must_give 'restic did not list the files to the end. Its own words stand above.' choose_some
while IFS=' ' read -r size file; do
  must_give 'restic could not give a file. Its own words stand above.' dump_one
  [ "$(stat -c %s "$work/files/one")" = "$size" ] || not_proven 'A restored file is not as long as the one that was stored.'
done <"$work/chosen"
echo "Restored and compared $(wc -l <"$work/chosen") files at random."
