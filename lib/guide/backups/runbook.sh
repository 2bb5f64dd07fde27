# How to restore a backup by hand, told by runbook.ts: lines that begin with "#:" are its text, the rest are the blocks of its commands. Each value that
# differs from server to server is a variable that is set before.
# shellcheck disable=SC2154

#: ## 1. Open the repository
#:
#: Everything below runs as root, in one shell of its own (type `sh` first: it ends at the first failure), in this order, on the server that is to be restored: the old one or an empty one. On an empty one
#: install Docker with its Compose plugin and restic first (`apt-get install restic curl`), log in to the registry of the images, and mount the
#: disks of the old one at the same places. restic 0.14 or later is needed; where apt brings an older one, as Ubuntu 22.04 does, take the program from restic's own releases.
#:
#: Paste one block at a time: where something is asked for, that is the end of its block. First the passphrase. It stays in this shell: no file, no
#: command line and no environment holds it.

set -eu
umask 077
fail() { printf '%s\n' "$1" >&2; exit 1; }
ask_for() {
  printf '%s: ' "$1" >&2
  if [ -t 0 ]; then stty -echo; fi
  IFS= read -r answer
  if [ -t 0 ]; then stty echo; fi
  echo >&2
}
ask_for 'Passphrase of the backups'

#: What the place itself wants is asked for next; of a directory, and by SFTP, that is nothing.

passphrase=$answer
case $repository in
  s3:*) what="Secret access key of $key_id" ;;
  rest:*) what=${rest_user:+"Password of $rest_user at the rest-server"} ;;
  *) what='' ;;
esac
if [ -n "$what" ]; then ask_for "$what"; fi

#: The list of the backups shows that the repository opens.

escaped() { printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g'; }
place=$repository
case $repository in
  # restic takes them from the environment of this shell alone; they go with it.
  s3:*) export AWS_ACCESS_KEY_ID="$key_id" AWS_SECRET_ACCESS_KEY="$answer" ;;
  rest:*) if [ -n "$rest_user" ]; then place="${repository%%://*}://$(escaped "$rest_user"):$(escaped "$answer")@${repository#*://}"; fi ;;
  sftp:*)
    [ -f "$ssh_key" ] || fail "There is no file $ssh_key. Put the private key for the backups there, with mode 0600, or change ssh_key above."
    ssh_hosts=$(mktemp)
    printf 'place %s\n' "$ssh_host_key" >"$ssh_hosts"
    ;;
esac
answer=''
# Without a lock: what is read changes nothing, and whoever held a lock may be gone with the server.
run_restic() {
  case $repository in
    s3:*) if [ -n "$region" ]; then set -- --option "s3.region=$region" "$@"; fi ;;
    sftp:*) set -- --option "sftp.command=ssh -p $ssh_port -l $ssh_user -i $ssh_key -o IdentitiesOnly=yes -o HostKeyAlias=place -o UserKnownHostsFile=$ssh_hosts -o StrictHostKeyChecking=yes $ssh_host -s sftp" "$@" ;;
  esac
  restic --repository-file /dev/fd/4 --no-cache --no-lock --password-file /dev/fd/3 "$@" 3<<end 4<<there
$passphrase
end
$place
there
}
run_restic snapshots --tag source=manifest

#: ## 2. Choose the backup
#:
#: The list shows every complete backup. The newest is taken; for another one put its id, from the tag `set=…`, between the quotes of `set=''`.
#: A backup without a manifest is incomplete: do not restore it.

set=''
[ -n "$set" ] || set=$(run_restic dump --tag source=manifest latest manifest.json | sed -n 's/.*"set":"\([0-9a-z]\{1,40\}\)".*/\1/p')
[ -n "$set" ] || fail 'No complete backup lies in this repository.'
run_restic dump --tag "set=$set,source=manifest" latest manifest.json
printf 'To restore: the backup %s\n' "$set"

#: ## 3. Put the configuration in place
#:
#: Compose files, `constants.env`, ClearML's own settings and the kernel's. **What lies there already stays**: to go back to the files of the backup,
#: move those that are there away first. The tar holds passwords, so it never touches a disk. Which images ran stands in its `groundcrew/images.json`.

mkdir -p -- "$base"
run_restic dump --tag "set=$set,source=configuration" latest configuration.tar | tar --extract --preserve-permissions --skip-old-files --exclude='groundcrew/*' --directory /
[ -f "$base/docker-compose.yml" ] || fail "The configuration was not restored: there is no $base/docker-compose.yml."
if [ -f "$kernel_file" ]; then sysctl -p "$kernel_file"; fi
printf '%s\n' "$directories" | while read -r owner mode name; do
  [ -d "$base/$name" ] || install -d -o "${owner%:*}" -g "${owner#*:}" -m "$mode" -- "$base/$name"
done
[ -d "$snapshots" ] || install -d -o "${snapshots_owner%:*}" -g "${snapshots_owner#*:}" -m 755 -- "$snapshots"

#: ## 4. Stop everything that writes, and start the stores
#:
#: MongoDB, Elasticsearch and Redis run; nothing else does.

cd -- "$base"
compose() { if [ -f constants.env ]; then docker compose --env-file constants.env "$@"; else docker compose "$@"; fi; }
services=$(compose config --services)
stores=$(printf '%s\n' "$services" | grep -xE 'mongo|mongodb|elasticsearch|elastic|redis')
writers=$(printf '%s\n' "$services" | grep -vxE 'mongo|mongodb|elasticsearch|elastic|redis')
# shellcheck disable=SC2086 # names of services, which hold no blanks
compose stop $writers </dev/null
# shellcheck disable=SC2086
compose up -d --no-deps $stores </dev/null
container_of() {
  for service; do
    docker ps --quiet --no-trunc --filter status=running --filter "label=com.docker.compose.project.working_dir=$base" \
      --filter "label=com.docker.compose.service=$service" --filter label=com.docker.compose.oneoff=False
  done | head -n 1
}
mongo=$(container_of mongo mongodb)
elastic=$(container_of elasticsearch elastic)
redis=$(container_of redis)
[ -n "$mongo" ] || fail 'MongoDB does not run. See "docker compose logs mongo".'
[ -n "$elastic" ] || fail 'Elasticsearch does not run. See "docker compose logs elasticsearch".'

#: ## 5. Restore MongoDB
#:
#: **All databases of ClearML are replaced.** First they are dropped, so that nothing stays that is newer than the backup; where the image has no shell
#: of MongoDB's, collections that the backup does not know stay. The last line of mongorestore must say that 0 documents failed.

mongo_shell() { docker exec "$mongo" sh -c 'if command -v mongosh; then exec mongosh --quiet --eval "$1"; else exec mongo --quiet --eval "$1"; fi' sh "$1" </dev/null >/dev/null 2>&1; }
tries=0
until docker exec "$mongo" mongodump --quiet --archive --db groundcrew_is_it_up </dev/null >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 20 ] || fail 'MongoDB does not answer.'
  sleep 2
done
mongo_shell 'db.getMongo().getDBNames().filter(function (name) { return ["admin", "config", "local"].indexOf(name) < 0 }).forEach(function (name) { db.getSiblingDB(name).dropDatabase() })' ||
  echo 'The databases could not be dropped first. What the backup holds is replaced; collections that it does not know stay.'
# An archive that ends too early makes mongorestore fail.
run_restic dump --tag "set=$set,source=mongodb" latest mongodb.archive | docker exec -i "$mongo" mongorestore --archive --drop --nsExclude 'admin.*' --nsExclude 'config.*'

#: ## 6. Restore Elasticsearch
#:
#: **All its indices but its own are deleted.** The backup holds a snapshot that Elasticsearch wrote itself: its files are laid where Elasticsearch looks
#: for them, and Elasticsearch restores it. That takes a few minutes for each 10 GB. Elasticsearch must be of the same major version as then, or the next.

address=$(docker inspect --format '{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}' "$elastic" | grep -E '^[0-9.]{7,15}$' | tail -n 1)
address=${address:-127.0.0.1}
# ask METHOD PATH [BODY]
ask() {
  told=$(curl -q --silent --show-error --noproxy '*' --globoff --max-time 900 --request "$1" --header 'Content-Type: application/json' ${3:+--data "$3"} --write-out '\n%{http_code}' "http://$address:9200$2") || return
  printf '%s\n' "$told" | sed '$d'
  case $(printf '%s\n' "$told" | tail -n 1) in 2*) ;; *) echo "Elasticsearch refused: $1 $2" >&2; return 1 ;; esac
}
tries=0
until ask GET '/_cluster/health?wait_for_status=yellow&timeout=5s' >/dev/null 2>&1; do
  tries=$((tries + 1))
  # An empty one is green; one that lacks a shard answers as red and can be restored all the same.
  [ "$tries" -lt 60 ] || break
  sleep 2
done
# Its own record of what lies there is forgotten before the files change under it.
ask DELETE /_snapshot/groundcrew >/dev/null 2>&1 || true
rm -rf -- "${snapshots:?}/groundcrew" "$snapshots/.restored"
# It lies in the backup by the path that it had; wherever that was, it goes to where this Elasticsearch looks.
run_restic restore --tag "set=$set,source=elasticsearch" --target "$snapshots/.restored" latest
found=$(find "$snapshots/.restored" -type f -name index.latest | head -n 1)
[ -n "$found" ] || fail "The backup holds no snapshot of Elasticsearch's."
mv -- "${found%/index.latest}" "$snapshots/groundcrew"
rm -rf -- "$snapshots/.restored"
ask PUT /_snapshot/groundcrew "{\"type\":\"fs\",\"settings\":{\"location\":\"$snapshots_inside/groundcrew\",\"readonly\":true}}"
ask GET '/_cat/indices/*,-.*?h=index&expand_wildcards=all' | while read -r index _; do
  # A name may hold what means something else in an address.
  case $index in *[!a-z0-9._-]*) index=$(escaped "$index") ;; esac
  [ -z "$index" ] || ask DELETE "/$index" </dev/null
done
ask POST "/_snapshot/groundcrew/groundcrew-$set/_restore?wait_for_completion=false" '{"indices":"*,-.*","include_global_state":false,"include_aliases":true}'
sleep 2
while [ -n "$(ask GET '/_cat/recovery?active_only=true&h=index' </dev/null)" ]; do sleep 5; done
ask GET '/_cluster/health?wait_for_status=yellow&timeout=600s'
printf '\nCompare these counts with those of the manifest above: they must be the same, or higher by what was written during the backup.\n'
ask GET '/_cat/indices/*,-.*?h=index,docs.count&s=index'
# Unregistered only: the files stay until the next backup.
ask DELETE /_snapshot/groundcrew

#: ## 7. Restore the file server's files
#:
#: Files of the backup replace those that are there; files that are newer than the backup stay, and hurt nobody. Symbolic links that lie there are
#: removed first, since restic replaces none, and files with further names (hard links) put aside, since it loses such names. ClearML makes neither itself.

[ -d "$files" ] || mkdir -p -- "$files"
# By the slash, where it is a link itself, that stays.
find "$files/" -type l -delete
find "$files/" -type f -links +1 -exec sh -c 'for file; do mv -- "$file" "$file.aside~" || exit; done' sh {} +
run_restic restore --tag "set=$set,source=files" --target "$files" latest
find "$files/" -name '*.aside~' -exec sh -c 'for aside; do file=${aside%.aside~}; if [ -e "$file" ]; then rm -f -- "$aside"; else mv -- "$aside" "$file"; fi; done' sh {} +
# The snapshot begins inside of the directory, so that itself is not in it.
chown -- "$files_owner" "$files"

#: ## 8. Start ClearML
#:
#: Redis holds locks, sessions and caches of the time before: it is emptied. Everybody signs in again.

if [ -n "$redis" ]; then docker exec "$redis" redis-cli flushall </dev/null || echo 'Redis was not emptied: it may ask for a password. Empty it by hand, or go on: what is stale in it times out.'; fi
compose up -d </dev/null
unset passphrase place AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY

#: ## 9. See that it works
#:
#: Open ClearML and sign in; open a task of the last day before the backup, its scalars, its log and an artifact. Compare the number of documents that
#: mongorestore told, and the counts above, with the manifest. Then make a new backup.
