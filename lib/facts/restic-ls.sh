# What is asked of one path of a backup's files, included by the questions about it. Set there: $directory and $passphrase, as facts/restic.sh needs them,
# and $set. Ends the question by "absent" without a repository, a restic or that part.
# shellcheck disable=SC2154 # set by the script that includes it
#include facts/restic.sh
tags=set=$set,source=files
listed=$(ask_where_it_is --json snapshots --tag "$tags")
case $listed in null | '[]' | '' | absent) echo absent; exit 0 ;; esac
# list_path PATH: what "restic ls" prints of it, a JSON document a line, and behind that {"restic": CODE}.
list_path() {
  code=0
  ask_restic --json ls --tag "$tags" latest "$1" || code=$?
  printf '{"restic":%s}\n' "$code"
}
