# Leaves the receipt $1, its text from standard input, for facts/receipt.ts.
set -eu
directory=/var/lib/groundcrew/receipts
case $1 in '' | */* | .*) echo "Not the name of a receipt: $1" >&2; exit 64 ;; esac
umask 077
mkdir -p "$directory"
cat >"$directory/.$1.new"
mv -f "$directory/.$1.new" "$directory/$1"
