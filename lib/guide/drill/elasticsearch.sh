# Restores a backup's Elasticsearch into one that is made for that, compares it, and removes it, however this ends: drill/elasticsearch.ts.
# $1: the repository · $2: the snapshot · $3: the snapshot with what was counted · $4: seconds that each may take · $5: the script of a restore ·
# $6: the drill's run · $7: where its directory is made · $8: where an earlier one may be · then the container that lives · bytes of memory and
# of the disk · of another server's backup, the image that it was made with. Standard input: the repository's passphrase.
# shellcheck disable=SC2154 # $work and $container: scratch.sh sets them
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 snapshot=$2 counted=$3 limit=$4 script=$5 run=$6 place=$7 elsewhere=$8
shift 8
# shellcheck disable=SC2034 # scratch.sh reads it
alive=$1 memory=$2 bytes=$3 stored_image=${4:-} part=elasticsearch
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/drill/scratch.sh
#include guide/drill/elasticsearch-scratch.sh
make_place "$bytes"
scratch_elasticsearch
