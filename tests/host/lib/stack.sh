# shellcheck shell=bash
# The images of the product's services, in the registry under the names that the sample compose file uses.

build_stack() {
  local reference name
  local -A made
  build_base
  go_program "$HOST_DIR/images/stack/source" "$CACHE/programs/mongod" -tags ferretdb_no_postgresql ./cmd/mongod
  go_program "$HOST_DIR/images/stack/source" "$CACHE/programs/mongotools" ./cmd/mongotools
  go_program "$HOST_DIR/images/stack/source" "$CACHE/programs/stack" ./cmd/stack
  assemble_elasticsearch
  build_image mongo "$CACHE/programs/mongod" "$CACHE/programs/mongotools"
  made[mongo]=$IMAGE
  build_image redis
  made[redis]=$IMAGE
  build_image elasticsearch "$CACHE/elasticsearch/server"
  made[elasticsearch]=$IMAGE
  build_image stack "$CACHE/programs/stack"
  made[stack]=$IMAGE

  local pairs=()
  while read -r reference name; do
    case $reference in
      '' | '#'*) continue ;;
      */*) ;;
      # Docker Hub's own images are known by both names.
      *) pairs+=("library/$reference=${made[$name]}") ;;
    esac
    pairs+=("$reference=${made[$name]}")
  done <"$HOST_DIR/stack-images"
  pushed registry "${pairs[@]}"
}

assemble_elasticsearch() {
  local hash
  hash=$(content_hash "$HOST_DIR/images/elasticsearch")
  [ "$(cat "$CACHE/elasticsearch/hash" 2>/dev/null)" != "$hash" ] || return 0
  mkdir -p "$CACHE/elasticsearch"
  step elasticsearch-jars env MAVEN_OPTS="${MAVEN_OPTS:-} -Dmaven.repo.local=$CACHE/maven" "$HOST_DIR/images/elasticsearch/assemble" "$CACHE/elasticsearch/server"
  echo "$hash" >"$CACHE/elasticsearch/hash"
}
