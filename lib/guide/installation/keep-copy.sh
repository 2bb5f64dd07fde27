# Keeps what the file $1 holds now beside it, before another is put in its place: somebody may have written it by hand.
set -eu
umask 077
[ -f "$1" ] || exit 0
copy=$1.before-$(date -u +%Y%m%dT%H%M%SZ)
cp -- "$1" "$copy"
chmod 0600 "$copy"
echo "What was in $1 is kept as $copy."
