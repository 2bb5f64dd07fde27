# Finds the containers of a Compose project and where they answer, for a service need not publish a port. Included by what asks one.
# container_of BASE SERVICE…: prints the id of the first of these services in the project in BASE that runs; nothing where none does.
container_of() {
  in=$1
  shift
  for service; do
    id=$(docker ps --quiet --no-trunc --filter status=running --filter "label=com.docker.compose.project.working_dir=${in:?}" \
      --filter "label=com.docker.compose.service=$service" --filter label=com.docker.compose.oneoff=False | head -n 1)
    [ -z "$id" ] || break
  done
  printf '%s\n' "${id:-}"
}
# address_of CONTAINER: prints its address; nothing where it has none: on the host's network, or when it has ended.
address_of() {
  docker inspect --format '{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}' "$1" | grep -E '^[0-9.]{7,15}$' | tail -n 1
}
# must_address CONTAINER TITLE: the same into $address, for what will be replaced there. Needs "fail".
must_address() {
  address=$(address_of "$1")
  [ -z "$address" ] || return 0
  # Any but one on the host's network has just ended; whatever listens on this server's own address is not it.
  [ "$(docker inspect --format '{{.HostConfig.NetworkMode}}' "$1")" = host ] || fail "$2's container has no address: it may have just ended. Nothing was changed. Start it, then try again."
  address=127.0.0.1
}
