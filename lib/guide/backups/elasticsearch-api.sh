# Asks Elasticsearch of the Compose project in $base on the address of its container: it need not publish a port. The script that includes this has "fail".
#include facts/container.sh
find_elasticsearch() {
  container=$(container_of "${base:?}" elasticsearch elastic)
  [ -n "$container" ] || return 1
  # One on the host's network has no address.
  address=$(address_of "$container")
  address=${address:-127.0.0.1}
}
# elastic METHOD PATH SECONDS [BODY]: what it answers is $told, the HTTP status $status; 000 where it does not answer.
elastic() {
  told=$(curl -q --silent --noproxy '*' --globoff --max-time "$3" --request "$1" --header 'Content-Type: application/json' ${4:+--data "$4"} \
    --write-out '\n%{http_code}' "http://$address:9200$2") || true
  status=$(printf '%s\n' "$told" | tail -n 1)
  told=$(printf '%s\n' "$told" | sed '$d')
}
# What it gives as the innermost reason of an error, on one line.
reason() {
  said=$(printf '%s' "$told" | tr -d '\000-\037' | sed -n 's/.*"reason":"\(\([^"\\]\|\\.\)\{1,300\}\).*/\1/p')
  printf '%s' "${said:-HTTP $status}"
}
