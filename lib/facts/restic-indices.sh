# What was counted in each index of the backup $2: the file of its newest proof of Elasticsearch's part in the restic repository in $1, one
# JSON document: facts/restic-indices.ts. Standard input: its passphrase. "absent" without a repository, a restic or a proof.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 passphrase=$(cat)
#include facts/restic.sh
tags=set=$2,source=elasticsearch-proof
listed=$(ask_where_it_is --json snapshots --tag "$tags")
case $listed in null | '[]' | '' | absent) echo absent ;; *) ask_restic dump --tag "$tags" latest /elasticsearch.json ;; esac
