# Deletes snapshots, included by what does that; needs what restic.sh needs. A rest-server in append-only mode lets nothing be deleted but locks, and
# says so by HTTP 403. restic tries some more times, which takes about a minute, however many snapshots there are.
# shellcheck disable=SC2154 # set by the script that includes it
is_append_only() {
  case $directory in rest:*) ;; *) return 1 ;; esac
  case $1 in *'403 Forbidden'*) return 0 ;; *) return 1 ;; esac
}
# Ids of snapshots that stay there all the same: none of them may be taken for what comes after them.
staying=''
# forget_all ID...: what counts for nothing.
forget_all() {
  if refusal=$(run_restic --quiet forget "$@" 2>&1); then return 0; fi
  printf '%s\n' "$refusal" >&2
  is_append_only "$refusal" || return 1
  staying=$(printf '%s\n' "$staying" "$@")
}
# ids_in LIST: the ids of the snapshots that restic tells as JSON, but for those that just stay there. In a value quotation marks are escaped, so that none
# can look like an id.
ids_in() {
  printf '%s' "$1" | grep -oE '"id":"[0-9a-f]{64}"' | cut -d '"' -f 4 | { grep -vxF -- "$staying" || true; }
}
