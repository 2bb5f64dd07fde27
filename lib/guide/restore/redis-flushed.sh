# Empties the Redis in the container $1: what it keeps (locks, sessions, workers that registered) is of the data before.
#
# One that asks for a password is tried by those that its container was given. Where none opens it, the restore goes on: what is stale in Redis
# times out, and ClearML must not stay stopped for that.
set -eu
container=$1
# flush PASSWORD: it goes by standard input into the environment within, so no list of processes shows it. What Redis answers is $said.
flush() {
  # shellcheck disable=SC2016 # the shell within expands it
  said=$(printf '%s\n' "$1" | timeout 60 docker exec --interactive "$container" sh -c 'IFS= read -r REDISCLI_AUTH
if [ -n "$REDISCLI_AUTH" ]; then export REDISCLI_AUTH; else unset REDISCLI_AUTH; fi
exec redis-cli FLUSHALL </dev/null' 2>&1) || said=${said:-it gave no answer within a minute}
  # Of older ones a word of warning comes before it.
  [ "$(printf '%s\n' "$said" | tail -n 1)" = OK ]
}
given() {
  words=$(docker inspect --format '{{range .Args}}{{println .}}{{end}}' "$container" 2>/dev/null) || words=''
  # The words as they are, and those of a shell's line among them.
  { printf '%s\n' "$words"; printf '%s\n' "$words" | tr ' ' '\n' | tr -d "\"'"; } |
    awk 'behind { print; behind = 0; next } /^--requirepass=./ { print substr($0, 15) } $0 == "--requirepass" { behind = 1 }'
  docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$container" 2>/dev/null | sed -nE 's/^(REDIS_PASSWORD|REDIS_PASS|REDISCLI_AUTH)=(.+)$/\2/p'
}
flush '' || case $said in
  *NOAUTH* | *'Authentication required'*)
    while IFS= read -r password; do
      if flush "$password"; then break; fi
    done <<end
$(given)
end
    ;;
esac
case $said in
  OK | *"
OK") echo 'Redis is empty.' ;;
  # It answers, and lets nobody do it.
  *NOAUTH* | *WRONGPASS* | *NOPERM* | *'invalid password'* | *'Authentication required'* | *'nknown command'*)
    printf 'Redis was not emptied: it asks for a password that its container was not given, or does not allow it ("%s"). The restore goes on; what is stale in it times out. To be rid of it sooner, empty it by hand ("redis-cli FLUSHALL").\n' "$(printf '%s' "$said" | head -n 1 | cut -c 1-200)"
    ;;
  *)
    printf 'Redis was not emptied: %s. See "docker logs %s", then try again.\n' "$(printf '%s' "$said" | head -n 1 | cut -c 1-200)" "$container" >&2
    exit 61
    ;;
esac
