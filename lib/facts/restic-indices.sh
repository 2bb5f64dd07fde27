# What was counted in each index of the backup $2: the file of its newest proof of Elasticsearch's part in the restic repository in the
# directory $1, one JSON document: facts/restic-indices.ts. Standard input: its passphrase. "absent" without a repository, a restic or a proof.
set -eu
if [ ! -e "$1/config" ] || ! command -v restic >/dev/null 2>&1; then
  echo absent
  exit 0
fi
passphrase=$(cat)
# No cache: the repository lies on this very server. No lock: what only reads stands in nobody's way.
# From a pipe of the shell's own, so that neither a word, an environment nor a file holds the passphrase.
run_restic() {
  restic --repo "$directory" --no-cache --no-lock --password-file /dev/fd/3 "$@" 3<<end
$passphrase
end
}
directory=$1 tags=set=$2,source=elasticsearch-proof
listed=$(run_restic --json snapshots --tag "$tags")
case $listed in null | '[]' | '') echo absent ;; *) run_restic dump --tag "$tags" latest /elasticsearch.json ;; esac
