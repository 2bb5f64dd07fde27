# Root's login at the registry with the key $1 in Docker's configuration: facts/docker-auth.ts.
# The stored word is only told as a hash, so that no password leaves the server.
set -eu
config=/root/.docker/config.json
[ -f "$config" ] || exit 0
# The file is written by Docker: one key a line. Another shape tells nothing, and the login is planned again.
entry=$(awk -v key="\"$1\": {" 'index($0, key) {inside = 1; print "entry"} inside {print} inside && /}/ {exit}' "$config")
[ -n "$entry" ] || exit 0
auth=$(printf '%s\n' "$entry" | sed -n 's/.*"auth": *"\([A-Za-z0-9+/=]*\)".*/\1/p' | head -n 1)
if [ -n "$auth" ]; then
  printf 'auth %s\n' "$(printf '%s' "$auth" | sha256sum | cut -d ' ' -f 1)"
elif grep -Eq '"(credsStore|credHelpers)"' "$config"; then
  echo stored
fi
