# shellcheck shell=bash
# Servers prepared beforehand: variants/NAME runs on a server of the variant before it, and the result is saved.

VARIANT_ADDRESS=${GROUNDCREW_HOST_BUILD_ADDRESS:-127.213.7.1}

variant_before() { case $1 in docker) echo bare ;; images) echo docker ;; installed) echo images ;; *) return 1 ;; esac; }

# ensure_variant NAME: makes a prepared variant, unless it is there and made of the same inputs. Saved ones are left as they are.
ensure_variant() {
  local name=$1 before stamp
  before=$(variant_before "$name") || return 0
  [ "$before" = bare ] || ensure_variant "$before"
  stamp=$( (cat "$HOST_DIR/variants/$name" "$CACHE/server-image" "$SERVICES"/*.image "$CACHE/variants/$before/stamp" 2>/dev/null || true
    [ "$before" = bare ] || cat "$SERVICES/registry.pushed"
    [ "$name" != installed ] || content_hash "$HOST_DIR/../support/materials/guide"; ) | sha256sum | cut -c1-16)
  if [ "$(cat "$CACHE/variants/$name/stamp" 2>/dev/null)" = "$stamp" ] && have_image "$IMAGES/variant:$name"; then return; fi
  if [ "$before" = bare ]; then build_targets server services; else build_targets server services stack; fi
  step "variant-$name" make_variant "$name" "$before"
  echo "$stamp" >"$CACHE/variants/$name/stamp"
}

make_variant() {
  local name=$1 before=$2 server=build-$1
  server_down "$server"
  server_up "$server" "$VARIANT_ADDRESS" --variant "$before" || return
  # Passwords reach the script in its input, ahead of it.
  { variant_settings && cat "$HOST_DIR/variants/$name"; } | server_exec "$server" -- bash -s || return
  server_save "$server" "$name" || return
  server_down "$server"
}

variant_settings() {
  jq -r '.registry | "REGISTRY_USER=\(.user|@sh) REGISTRY_PASSWORD=\(.password|@sh)"' "$CREDENTIALS"
}
