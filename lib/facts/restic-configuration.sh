# What the configuration of the backup $2 in the restic repository in $1 would change on this server, one JSON document:
# facts/restic-configuration.ts. $3: the program that compares (stored-configuration.py) · further: its words. Standard input: the passphrase.
# "absent" without a repository, a restic or that part.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 passphrase=$(cat)
tags=set=$2,source=configuration program=$3
shift 3
#include facts/restic.sh
listed=$(ask_where_it_is --json snapshots --tag "$tags")
case $listed in null | '[]' | '' | absent) echo absent ;; *) ask_restic dump --tag "$tags" latest /configuration.tar | python3 -I -S -c "$program" compare "$@" ;; esac
