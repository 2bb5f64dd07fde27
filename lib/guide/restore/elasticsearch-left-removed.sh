# Removes the copy of a snapshot that a restore which stopped on its way has left in $2, where Elasticsearch of the Compose project in $1 has
# its snapshots, or beside that: restore-left.ts. Elasticsearch gives it up first: a directory that is taken away below it is an error in its log for ever.
set -eu
base=$1 place=$2
repository=groundcrew-restore
status=''
fail() {
  printf '%s\n' "$1" >&2
  exit 61
}
#include guide/backups/elasticsearch-api.sh
rm -rf -- "${place%/*}/.$repository-elasticsearch"
if [ -e "$place/$repository" ] || [ -L "$place/$repository" ]; then
  find_elasticsearch || fail "No container of Elasticsearch runs in the project in $base, and it has to give the copy in $place/$repository up first. Start it, then try again."
  elastic DELETE "/_snapshot/$repository" 120
  [ "$status" = 200 ] || [ "$status" = 404 ] || fail "Elasticsearch does not give up the copy in $place/$repository: $(reason). It may still restore from it: let that end, then try again. Nothing was removed there."
  rm -rf -- "${place:?}/$repository"
fi
echo "The copy of Elasticsearch's snapshot is removed."
