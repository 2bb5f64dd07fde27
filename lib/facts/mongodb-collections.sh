# Counts the documents in each collection of the MongoDB of the Compose project in $1: facts/mongodb-collections.ts. $2: the program.
# "stopped" where none runs.
set -eu
#include facts/container.sh
container=$(container_of "$1" mongo mongodb)
if [ -z "$container" ]; then
  echo stopped
  exit 0
fi
# One on the host's network has no address.
address=$(address_of "$container")
address=${address:-127.0.0.1}
exec timeout 40 python3 -I -S -c "$2" "$address"
