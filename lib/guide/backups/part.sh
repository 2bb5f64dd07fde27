# What the scripts of a part share, included by them: besides what restic.sh needs, $set and $kind (the source) are set there. What is stored bears source=KIND-unfinished, which counts for nothing, until all has ended by 0.
# shellcheck disable=SC2154 # set by the script that includes it
#include guide/backups/restic.sh
#include guide/backups/forget.sh
#include guide/backups/store.sh
# Ids of what an attempt has left.
unfinished() {
  listed=$(run_restic --no-lock --json snapshots --tag "set=$set,source=$kind-unfinished") || return
  ids_in "$listed"
}
forget_unfinished() {
  found=$(unfinished) || return
  # shellcheck disable=SC2086 # ids, of hexadecimal digits
  [ -z "$found" ] || forget_all $found
}
forget_failed() {
  forget_unfinished || echo 'What restic has stored of it could not be forgotten. It counts for nothing, and goes with the next attempt.' >&2
}
# From now on it counts. Further words: tags that tell of it.
finish() {
  snapshot=$(unfinished) || fail 'What restic has stored could not be looked up. Try again.'
  case $snapshot in '' | *[!0-9a-f]*) fail 'What restic has stored is not there once. Try again.' ;; esac
  run_restic tag "--set=set=$set" "--set=source=$kind" "$@" "--set=ended=$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$snapshot"
}
