# shellcheck shell=bash
# What every part needs: paths, messages, the lock, content hashes.

CACHE=${GROUNDCREW_HOST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/groundcrew-host}
LABEL=org.groundcrew.host
IMAGES=groundcrew-host
NETWORK=groundcrew-host
# A network of its own keeps the services' addresses (the lower half) fixed. The servers' own Docker avoids it by itself.
SUBNET=${GROUNDCREW_HOST_SUBNET:-10.213.7}
mkdir -p "$CACHE"
chmod 700 "$CACHE"

say() { printf '%s\n' "$*" >&2; }
die() { say "host: $*"; exit 1; }

# One build at a time on this machine, whoever asked for it. The lock goes with the process.
LOCKED=
with_lock() {
  if [ -n "$LOCKED" ]; then
    "$@"
    return
  fi
  exec 9>"$CACHE/lock"
  flock 9
  LOCKED=yes
  "$@"
  LOCKED=
  exec 9>&-
}

# content_hash PATH... : of names, modes and contents, so that a build is repeated only when an input changed.
content_hash() {
  find "$@" \( -type f -o -type l \) -printf '%P %m\n' -exec sha256sum {} \; | sed "s#$HOST_DIR/##" | LC_ALL=C sort | sha256sum | cut -c1-16
}

have_image() { docker image inspect "$1" >/dev/null 2>&1; }

# step NAME COMMAND... : one line that says which step of how many it is, how long it usually takes, and how long it took;
# its output is shown only when it fails.
step() {
  local name=$1 started=$SECONDS
  shift
  mkdir -p "$CACHE/build-log"
  printf '%s ... ' "$(step_line "$name")" >&2
  # In a subshell: a command that gives up by `exit` must not end this one unheard.
  if ("$@") >"$CACHE/build-log/$name.log" 2>&1 9>&-; then
    say "done in $((SECONDS - started)) s"
  else
    say "failed"
    tail -n 40 "$CACHE/build-log/$name.log" >&2
    die "building $name failed; the whole output: $CACHE/build-log/$name.log"
  fi
}
