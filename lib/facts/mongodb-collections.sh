# Counts the documents in each collection of the MongoDB of the Compose project in $1: facts/mongodb-collections.ts. $2: the program.
# "stopped" where none runs.
set -eu
container=
for service in mongo mongodb; do
  container=$(docker ps --quiet --no-trunc --filter status=running --filter "label=com.docker.compose.project.working_dir=$1" \
    --filter "label=com.docker.compose.service=$service" --filter label=com.docker.compose.oneoff=False | head -n 1)
  [ -z "$container" ] || break
done
if [ -z "$container" ]; then
  echo stopped
  exit 0
fi
# One on the host's network has no address.
address=$(docker inspect --format '{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}' "$container" | grep -E '^[0-9.]{7,15}$' | tail -n 1)
address=${address:-127.0.0.1}
exec timeout 40 python3 -I -S -c "$2" "$address"
