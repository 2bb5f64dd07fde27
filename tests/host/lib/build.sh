# shellcheck shell=bash
# Images, each tagged with the hash of what it is made of: an unchanged one is found, not built again.

# Debian's own packages only, and the way this machine's apt fetches them, as a build finds them. Nothing of it is kept
# in the repository.
apt_configuration() {
  local into=$1 file
  mkdir -p "$into/sources.list.d" "$into/apt.conf.d"
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.sources; do
    if [ -s "$file" ] && grep -q bookworm "$file" && grep -q -E '/debian([^a-z]|$)' "$file"; then
      cp "$file" "$into/sources.list.d/"
    fi
  done
  if [ -e "$into/sources.list.d/sources.list" ]; then
    mv "$into/sources.list.d/sources.list" "$into/sources.list.d/debian.list"
  fi
  { grep -l -s Acquire:: /etc/apt/apt.conf /etc/apt/apt.conf.d/* || true; } | while read -r file; do
    case $file in *docker-*) ;; *) cp "$file" "$into/apt.conf.d/" ;; esac
  done
  # Anything but Debian on this machine: Debian's public name.
  if ! ls "$into"/sources.list.d/* >/dev/null 2>&1; then
    echo "deb http://deb.debian.org/debian bookworm main" >"$into/sources.list.d/debian.list"
  fi
}

# The small Debian that all images share.
build_base() {
  local apt=$CACHE/apt-configuration
  rm -rf "$apt"
  apt_configuration "$apt"
  BASE_IMAGE=$IMAGES/base:$( (content_hash "$apt"; cat "$HOST_DIR/images/base/build") | sha256sum | cut -c1-16)
  have_image "$BASE_IMAGE" || step base "$HOST_DIR/images/base/build" "$BASE_IMAGE" "$apt"
}

# build_image NAME [FILE...]: images/NAME with its Dockerfile, on the base; the files are copied beside it first.
# Sets IMAGE to the tag.
build_image() {
  local name=$1 context
  shift
  context=$(mktemp -d "$CACHE/context.XXXXXX")
  cp -R "$HOST_DIR/images/$name/." "$context/"
  rm -rf "$context/source" # programs come in built
  [ $# -eq 0 ] || cp -RL "$@" "$context/"
  IMAGE=$IMAGES/$name:$( (echo "$BASE_IMAGE"; cd "$context" && content_hash .) | sha256sum | cut -c1-16)
  have_image "$IMAGE" || step "$name" docker_build "$IMAGE" "$context"
  rm -rf "$context"
}

docker_build() {
  # Without buildx only the classic builder is there.
  if docker buildx version >/dev/null 2>&1; then
    docker build -q --build-arg "BASE=$BASE_IMAGE" -t "$1" "$2"
  else
    DOCKER_BUILDKIT=0 docker build --force-rm --build-arg "BASE=$BASE_IMAGE" -t "$1" "$2"
  fi
}

build_server() {
  build_base
  build_image server
  SERVER_IMAGE=$IMAGE
  echo "$SERVER_IMAGE" >"$CACHE/server-image"
}

build_targets() {
  local target variant
  engine_up
  make_credentials
  [ $# -gt 0 ] || set -- server services stack
  plan_steps "$@"
  for target in "$@"; do
    case $target in
      server) build_server ;;
      services) build_services ;;
      stack)
        build_services
        build_stack
        ;;
      variants)
        build_targets server services stack
        for variant in docker images installed; do ensure_variant "$variant"; done
        ;;
      *) die "nothing to build with the name $target" ;;
    esac
  done
}
