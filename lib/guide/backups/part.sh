# What the scripts of a part share, included by them: $directory (the repository), $set, $limit (seconds), $kind (the source) and $passphrase
# are set there. As of MongoDB's part (mongodb-part.sh), what is stored bears source=KIND-unfinished, which counts for nothing, until all has ended by 0.
# shellcheck disable=SC2154 # set by the script that includes it
# From a pipe of the shell's own, so that neither a word, an environment nor a file holds the passphrase. --foreground: a stop reaches all.
run_restic() {
  timeout --foreground -k 60 "$limit" nice -n 19 ionice -c 2 -n 7 \
    restic --repo "$directory" --no-cache --password-file /dev/fd/3 "$@" 3<<end
$passphrase
end
}
fail() {
  # Not echo: some read what a name holds.
  printf '%s\n' "$1" >&2
  exit 61
}
# Ids of what an attempt has left. In a value quotation marks are escaped, so that none can look like an id.
unfinished() {
  listed=$(run_restic --no-lock --json snapshots --tag "set=$set,source=$kind-unfinished") || return
  printf '%s' "$listed" | grep -oE '"id":"[0-9a-f]{64}"' | cut -d '"' -f 4
}
forget_unfinished() {
  found=$(unfinished) || return
  # shellcheck disable=SC2086 # ids, of hexadecimal digits
  [ -z "$found" ] || run_restic --quiet forget $found
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
