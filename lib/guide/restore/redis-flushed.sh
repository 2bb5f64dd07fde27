# Empties the Redis in the container $1: what it keeps (locks, sessions, workers that registered) is of the data before.
set -eu
said=$(timeout 60 docker exec "$1" redis-cli FLUSHALL </dev/null)
printf '%s\n' "$said"
[ "$said" = OK ]
