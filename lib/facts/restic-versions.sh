# Which versions made the backup in the restic repository in the directory $1: facts/restic-versions.ts. $2: its snapshot of MongoDB, or nothing ·
# $3: its snapshot of the configuration, or nothing · $4: the reader of that (restic-images.py). Standard input: the passphrase.
# Prints "mongodb VERSION", then "image SERVICE REFERENCE" for each of its containers.
set -eu
directory=$1
passphrase=$(cat)
# From a pipe of the shell's own, so that neither a word, an environment nor a file holds the passphrase.
dump() {
  restic --repo "$directory" --no-cache --no-lock --password-file /dev/fd/3 dump "$@" 3<<end
$passphrase
end
}
if [ -n "$2" ]; then
  # The archive begins with a document that names it; restic is not needed any longer then, and is told so by a closed pipe.
  dump "$2" /mongodb.archive 2>/dev/null | head -c 4096 | tr -c '[:print:]' '\n' | awk '/^server_version$/ { next_one = 1; next } next_one && /^[0-9]+\.[0-9]/ { print "mongodb", $1; exit }'
fi
if [ -n "$3" ]; then dump "$3" /configuration.tar | python3 -I -S -c "$4"; fi
