# What Docker tells of the memory of containers, over its socket as the guide does: facts/service-memory.ts.
# $1: Docker's filters, a JSON document. Prints "absent" without a Docker that answers, else a JSON document a line.
set -eu
socket=/var/run/docker.sock
command -v curl >/dev/null 2>&1 || exit 127
get() { curl -q --silent --fail --max-time 10 --unix-socket "$socket" "$@"; }
list=$(get --get --data-urlencode "filters=$1" http://localhost/containers/json) || {
  echo absent
  exit 0
}
echo there
# An id is 64 hexadecimal digits; a quotation mark inside of a name or label is escaped, so that none can look like one.
printf '%s' "$list" | grep -oE '"Id":"[0-9a-f]{64}"' | while IFS='"' read -r _ _ _ id _; do
  # One sample is enough for memory; Docker before 20.10 does not know "one-shot" and takes a second for two.
  said=$(get "http://localhost/containers/$id/stats?stream=false&one-shot=true") || continue
  case $said in
    *'"usage":'*) ;;
    # Where control groups do not count memory, the processes tell what they hold.
    *) said=$(get "http://localhost/containers/$id/top?ps_args=-eo%20pid,rss") || continue ;;
  esac
  # Docker's documents are of one line each.
  printf '%s\n' "$said"
done
