# shellcheck shell=bash
# What the servers fetch from, each a container with an address and a name of its own:
#   apt       packages of Docker               http://apt.groundcrew.test/linux/ubuntu
#   registry  images, with a login             registry.groundcrew.test
#   public    hello-world, without a login     public.groundcrew.test

SERVICES=$CACHE/services
DOMAIN=groundcrew.test
service_names() { printf '%s\n' apt registry public; }
service_address() { case $1 in apt) echo "$SUBNET.2" ;; registry) echo "$SUBNET.3" ;; public) echo "$SUBNET.4" ;; esac; }

service_hosts() {
  local name
  for name in $(service_names); do echo "$(service_address "$name") $name.$DOMAIN"; done
}

service_info() {
  [ -s "$SERVICES/apt/fingerprint" ] || { echo '{}'; return; }
  jq -n --arg domain "$DOMAIN" --arg fingerprint "$(cat "$SERVICES/apt/fingerprint")" --slurpfile credentials "$CREDENTIALS" '{
    apt: {url: "http://apt.\($domain)/linux/ubuntu", suite: "jammy", component: "stable",
      keyUrl: "http://apt.\($domain)/linux/ubuntu/gpg", keyFingerprint: $fingerprint},
    registry: ($credentials[0].registry + {host: "registry.\($domain)", account: "allegroaienterprise"}),
    publicRegistry: {host: "public.\($domain)", helloWorld: "public.\($domain)/hello-world"}}'
}

build_services() {
  build_base
  mkdir -p "$SERVICES"
  make_certificates
  build_image repository
  if [ "$(cat "$SERVICES/apt.image" 2>/dev/null)" != "$IMAGE" ]; then
    step repository-signed sign_repository "$IMAGE"
    echo "$IMAGE" >"$SERVICES/apt.image"
  fi
  build_image services
  SERVICES_IMAGE=$IMAGE
  echo "$IMAGE" >"$SERVICES/services.image"
  start_services
  build_hello
}

sign_repository() {
  mkdir -p "$SERVICES/gnupg" "$SERVICES/apt"
  docker run --rm --label "$LABEL=build" -v "$SERVICES/gnupg:/gnupg" -v "$SERVICES/apt:/out" "$1" sh /usr/local/bin/sign /gnupg /out
}

# A certificate authority of our own, which the servers trust.
make_certificates() {
  [ ! -s "$SERVICES/registry.crt" ] || return 0
  local names
  names=DNS:registry.$DOMAIN,DNS:public.$DOMAIN,DNS:apt.$DOMAIN
  (
    umask 077
    cd "$SERVICES" || exit
    openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj '/CN=Groundcrew test authority' -keyout ca.key -out ca.crt \
      -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign'
    openssl req -newkey rsa:2048 -nodes -subj "/CN=registry.$DOMAIN" -keyout registry.key -out registry.csr
    printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$names" >registry.ext
    openssl x509 -req -in registry.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -extfile registry.ext -out registry.crt.new
    mv registry.crt.new registry.crt
  ) 2>/dev/null
}

start_services() {
  local tls=(-v "$SERVICES/registry.crt:/tls/registry.crt:ro" -v "$SERVICES/registry.key:/tls/registry.key:ro"
    -e REGISTRY_HTTP_TLS_CERTIFICATE=/tls/registry.crt -e REGISTRY_HTTP_TLS_KEY=/tls/registry.key)
  mkdir -p "$SERVICES/images/registry" "$SERVICES/images/public"
  if [ ! -s "$SERVICES/htpasswd" ]; then
    jq -j .registry.password "$CREDENTIALS" |
      docker run --rm -i --label "$LABEL=build" "$SERVICES_IMAGE" htpasswd -niB "$(jq -r .registry.user "$CREDENTIALS")" >"$SERVICES/htpasswd"
  fi
  start_service apt -v "$SERVICES/apt:/srv/apt:ro" "$SERVICES_IMAGE" nginx -g 'daemon off;'
  start_service registry "${tls[@]}" -v "$SERVICES/images/registry:/var/lib/registry" -v "$SERVICES/htpasswd:/htpasswd:ro" \
    -e REGISTRY_AUTH_HTPASSWD_REALM=groundcrew -e REGISTRY_AUTH_HTPASSWD_PATH=/htpasswd \
    "$SERVICES_IMAGE" docker-registry serve /etc/docker/registry/config.yml
  start_service public "${tls[@]}" -v "$SERVICES/images/public:/var/lib/registry" \
    "$SERVICES_IMAGE" docker-registry serve /etc/docker/registry/config.yml
}

# After a sweep the services are gone. One that was only stopped stays stopped.
missing_services() {
  local name
  [ -s "$SERVICES/services.image" ] || return 0
  SERVICES_IMAGE=$(cat "$SERVICES/services.image")
  have_image "$SERVICES_IMAGE" || return 0
  for name in $(service_names); do
    if ! docker container inspect "groundcrew-service-$name" >/dev/null 2>&1; then
      start_services
      return
    fi
  done
}

# A service that runs stays as it is, unless its image changed.
start_service() {
  local name=$1 container=groundcrew-service-$1
  shift
  if [ "$(docker inspect -f '{{.Config.Image}}' "$container" 2>/dev/null)" = "$SERVICES_IMAGE" ]; then
    # A test that was killed may have left it paused, and so it can't be started.
    docker unpause "$container" >/dev/null 2>&1 || true
    docker start "$container" >/dev/null
    return
  fi
  docker rm -f "$container" >/dev/null 2>&1 || true
  docker run -d --name "$container" --label "$LABEL=service" --restart always --network "$NETWORK" --ip "$(service_address "$name")" "$@" >/dev/null
}

service_control() {
  local action=${1:-} name=${2:-}
  service_names | grep -qx "$name" || die "host service start|stop|pause|unpause apt|registry|public"
  choose_engine || die "the engine is not running (host engine-up)"
  case $action in
    # Stopped: its address answers nothing at all. Paused: it takes connections and says nothing.
    start | stop | pause | unpause) docker "$action" "groundcrew-service-$name" >/dev/null ;;
    *) die "host service start|stop|pause|unpause apt|registry|public" ;;
  esac
}

# push STORE REFERENCE=IMAGE... : into a registry's store, past its login, through a short-lived registry on this machine.
push() {
  local store=$1 pair port pusher=groundcrew-push-$1
  shift
  docker rm -f "$pusher" >/dev/null 2>&1 || true
  docker run -d --name "$pusher" --label "$LABEL=build" -v "$SERVICES/images/$store:/var/lib/registry" -p 127.0.0.1::5000 \
    -e REGISTRY_HTTP_ADDR=:5000 "$SERVICES_IMAGE" docker-registry serve /etc/docker/registry/config.yml
  port=$(docker port "$pusher" 5000 | head -n 1 | sed 's/.*://')
  for _ in $(seq 100); do curl -fs -o /dev/null "http://127.0.0.1:$port/v2/" && break; sleep 0.1; done
  for pair in "$@"; do
    docker tag "${pair#*=}" "127.0.0.1:$port/${pair%%=*}"
    docker push -q "127.0.0.1:$port/${pair%%=*}" || { docker rm -f "$pusher"; return 1; }
    docker rmi "127.0.0.1:$port/${pair%%=*}"
  done
  docker rm -f "$pusher"
}

# pushed STORE REFERENCE=IMAGE... : pushes only those that are not there with the same image.
pushed() {
  local store=$1 pair missing=()
  shift
  for pair in "$@"; do
    if ! grep -qxs "$pair" "$SERVICES/$store.pushed"; then missing+=("$pair"); fi
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  step "push-$store" push "$store" "${missing[@]}"
  printf '%s\n' "${missing[@]}" >>"$SERVICES/$store.pushed"
}

# go_program SOURCE_FOLDER OUTPUT BUILD_ARGUMENT... : a static program for the containers.
go_program() {
  local source=$1 output=$2 hash
  shift 2
  hash=$(content_hash "$source")
  if [ ! -x "$output" ] || [ "$(cat "$output.hash" 2>/dev/null)" != "$hash" ]; then
    mkdir -p "${output%/*}"
    # Go's caches too are in our folder, so that nothing is left once that is removed.
    step "${output##*/}-program" env CGO_ENABLED=0 GOOS=linux GOCACHE="$CACHE/go/build" GOMODCACHE="$CACHE/go/modules" \
      go build -C "$source" -modcacherw -trimpath -ldflags=-s -o "$output" "$@"
    echo "$hash" >"$output.hash"
  fi
}

build_hello() {
  go_program "$HOST_DIR/images/hello/source" "$CACHE/programs/hello" .
  build_image hello "$CACHE/programs/hello"
  pushed public "hello-world:latest=$IMAGE" "library/hello-world:latest=$IMAGE"
}
