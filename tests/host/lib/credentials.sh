# shellcheck shell=bash
# Passwords and keys are made once for each cache folder. None is ever part of the repository.

CREDENTIALS=$CACHE/credentials.json
KEY=$CACHE/keys/id_ed25519

random_word() { head -c 400 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | head -c "${1:-18}"; }

make_credentials() {
  if [ ! -s "$CREDENTIALS" ]; then
    # The password of `ops` holds what shells and parsers stumble over, so that a quoting fault shows at once.
    (umask 077 && jq -n --arg root "$(random_word)" --arg ops "$(random_word 12) \$x'\"\\" --arg deploy "$(random_word)" \
      --arg nosudo "$(random_word)" --arg registry "$(random_word 24)" --arg web "$(random_word)" '{
        users: {
          root: {password: $root, sudo: "root"},
          ops: {password: $ops, sudo: "password"},
          deploy: {password: $deploy, sudo: "nopasswd"},
          nosudo: {password: $nosudo, sudo: "none"}},
        registry: {user: "groundcrew", password: $registry},
        web: {user: "support", password: $web}}' >"$CREDENTIALS.new" && mv "$CREDENTIALS.new" "$CREDENTIALS")
  fi
  if [ ! -s "$KEY" ]; then
    mkdir -p "$CACHE/keys"
    ssh-keygen -q -t ed25519 -N '' -C groundcrew-host -f "$KEY"
  fi
}

# The lines that `chpasswd -e` reads. Passwords go through standard input: a command line is visible to others.
password_lines() {
  local user
  for user in root ops deploy nosudo; do
    printf '%s:%s\n' "$user" "$(jq -j ".users.$user.password" "$CREDENTIALS" | openssl passwd -6 -stdin)"
  done
}
