# Asks $1 from the server itself: facts/server-http.ts. Standard input: a curl configuration (it may hold secrets).
# Prints "status CODE", "secure-cookie yes" where a cookie is marked Secure, "error TEXT", and with $2 = body the body.
set -eu
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
umask 077
if code=$(curl --silent --show-error --max-time 15 --max-filesize 65536 --config - --output "$directory/body" --dump-header "$directory/head" --write-out '%{http_code}' --url "$1" 2>"$directory/error"); then
  printf 'status %s\n' "$code"
else
  printf 'error %s\n' "$(head -n 1 "$directory/error" 2>/dev/null)"
fi
if grep -qiE '^set-cookie:.*;[[:space:]]*secure([[:space:];]|$)' "$directory/head" 2>/dev/null; then echo 'secure-cookie yes'; fi
if [ "$2" = body ] && [ -f "$directory/body" ]; then
  echo body
  cat "$directory/body"
fi
