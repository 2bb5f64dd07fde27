# What the parts of the backup $2 in the restic repository in $1 hold, for its manifest: facts/restic-contents.ts. $3: the reader of the
# configuration (restic-images.py) · $4, $5: so many bytes of images and of collections are told at most. Standard input: the passphrase.
# Prints what that reader does of the configuration; then, once MongoDB's part was read back, "collections" and what was counted in each, one
# JSON document a line. What is longer is not cut: it is "images-long" or "collections-long". "absent" without a repository or a restic.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 passphrase=$(cat)
#include facts/restic.sh
listed=$(ask_where_it_is --json snapshots --tag "set=$2")
if [ "$listed" = absent ]; then echo absent; exit 0; fi
# In a value quotation marks are escaped, so that none can look like a tag.
holds() { case $listed in *"\"source=$1\""*) return 0 ;; *) return 1 ;; esac; }
# tell WORD BYTES TEXT
tell() { if [ "${#3}" -gt "$2" ]; then echo "$1-long"; else printf '%s\n' "$3"; fi; }
if holds configuration; then
  images=$(ask_restic dump --tag "set=$2,source=configuration" latest /configuration.tar | python3 -I -S -c "$3")
  tell images "$4" "$images"
fi
if holds mongodb-proof; then
  collections=$(ask_restic dump --tag "set=$2,source=mongodb-proof" latest /mongodb.json)
  tell collections "$5" "collections
$collections"
fi
