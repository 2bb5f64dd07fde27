# Restores a backup's MongoDB into one that is made for that, compares it, and removes it, however this ends: drill/mongodb.ts.
# $1: the repository · $2: the snapshot · $3: the snapshot with what was counted · $4: seconds that each may take · $5: the archive's reader ·
# $6: the program that empties and compares · $7: the script of a restore · $8: the drill's run · then where its directory is made · where an
# earlier one may be · the container that lives · bytes of memory and of the disk · of another server's backup, the image that it was made with.
# Standard input: the repository's passphrase.
# shellcheck disable=SC2154 # $work and $container: scratch.sh sets them
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 snapshot=$2 counted=$3 limit=$4 reader=$5 program=$6 script=$7 run=$8
shift 8
# shellcheck disable=SC2034 # scratch.sh reads them
place=$1 elsewhere=$2 alive=$3 memory=$4 bytes=$5 stored_image=${6:-} part=mongodb
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/drill/scratch.sh
#include guide/drill/mongodb-scratch.sh
make_place "$bytes"
scratch_mongodb
