# shellcheck shell=bash
# Servers prepared beforehand: variants/NAME runs on a server of the variant before it, and the result is saved.

VARIANT_ADDRESS=${GROUNDCREW_HOST_BUILD_ADDRESS:-127.213.7.1}

variant_before() { case $1 in docker) echo bare ;; images) echo docker ;; installed) echo images ;; *) return 1 ;; esac; }

# ensure_variant NAME: makes a prepared variant, unless it is there and made of what was built last. Saved ones are left
# as they are.
ensure_variant() {
  local name=$1 before
  before=$(variant_before "$name") || return 0
  if is_current "$name"; then return; fi
  if [ "$before" = bare ]; then
    build_targets server services
  else
    build_targets server services stack
    ensure_variant "$before"
  fi
  step "variant-$name" make_variant "$name" "$before"
  variant_stamp "$name" >"$CACHE/variants/$name/stamp"
}

is_current() {
  local before
  before=$(variant_before "$1") || return 0
  is_current "$before" && have_image "$IMAGES/variant:$1" && [ "$(cat "$CACHE/variants/$1/stamp" 2>/dev/null)" = "$(variant_stamp "$1")" ]
}

# Of the script and everything that goes into it.
variant_stamp() {
  local inputs=("$HOST_DIR/variants/$1" "$CACHE/variants/$(variant_before "$1")/stamp")
  case $1 in
    docker) inputs=("$HOST_DIR/variants/$1" "$CACHE/server-image" "$SERVICES/apt.image") ;;
    images) inputs+=("$SERVICES/registry.pushed") ;;
    installed) inputs+=("$HOST_DIR"/../support/materials/guide/*) ;;
  esac
  cat "${inputs[@]}" 2>/dev/null | sha256sum | cut -c1-16
}

make_variant() {
  local name=$1 before=$2 server=build-variant
  server_down "$server"
  server_up "$server" "$VARIANT_ADDRESS" --variant "$before" || return
  if variant_script "$server" "$name" | server_exec "$server" -- bash -s && server_save "$server" "$name"; then
    server_down "$server"
  else
    server_down "$server"
    return 1
  fi
}

# variant_settings SERVER: what the scripts need to know, as shell assignments.
variant_settings() {
  jq -r '"REGISTRY_USER=\(.registry.user|@sh)\nREGISTRY_PASSWORD=\(.registry.password|@sh)\nWEB_PASSWORD=\(.web.password|@sh)"' "$CREDENTIALS"
  printf 'ADDRESS=%s\n' "$(setting "$1" address)"
  printf "STACK_IMAGES='%s'\n" "$(sed -e '/^#/d' -e 's/ .*//' "$HOST_DIR/stack-images" | tr '\n' ' ')"
  printf "MATERIALS='%s'\n" "$(tar -C "$HOST_DIR/../support/materials/guide" -c . | base64 -w 0)"
}

# The settings go ahead of the script in its input, so that no password is on a command line.
variant_script() {
  known "${1:-}"
  variant_before "${2:-}" >/dev/null || die "host script NAME docker|images|installed"
  variant_settings "$1"
  cat "$HOST_DIR/variants/$2"
}
