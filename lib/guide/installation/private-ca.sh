# Writes the bundle $1: the system's authorities, then those from standard input.
# Beside it lies what was added, so that a later plan can see whether both are current: facts/private-ca.ts.
set -eu
bundle=$1
mkdir -p "$(dirname "$bundle")"
own="$bundle.own"
cat >"$own.new"
cat /etc/ssl/certs/ca-certificates.crt "$own.new" >"$bundle.new"
chmod 0644 "$own.new" "$bundle.new"
mv -f "$own.new" "$own"
mv -f "$bundle.new" "$bundle"
