# Checks what was copied to the restic repository in $1 and stores the manifest of the backup $3 there, with which the copy is complete:
# copy-manifest.ts. $2: the first repository · $4: the server's name, for restic · $5: seconds that each may take · $6: the manifest in the
# first one · $7: bytes that the backup holds · $8: bytes of data to be read, about. Then OLD:NEW for each snapshot, as it is called there and
# here, "--", and the same for each part by the name of which its proof speaks. Standard input: what both repositories need (restic-copy.sh).
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 first=$2 set=$3 host=$4 limit=$5 manifest=$6 bytes=$7 most=$8
shift 8
# shellcheck disable=SC2034 # restic-copy.sh reads it
passphrase=$(cat)
#include guide/backups/restic-copy.sh
#include guide/backups/check.sh
[ "$#" -gt 1 ] || fail "The backup was not copied to $directory as a whole, so its copy gets no manifest."
text=$(at_first run_restic dump "$manifest" /manifest.json) || fail "The manifest in $first could not be read, so the copy gets none. The backup in $first is not touched."
# A copy has ids of its own. Nothing can be changed in a repository that only takes more, so the proofs keep saying of what they are proofs, and
# the manifest's tags say how that is called here.
program='' tags='' behind=''
for pair; do
  if [ "$pair" = -- ]; then behind=yes; elif [ -n "$behind" ]; then tags="$tags --tag=was=$pair"; else program="${program}s/${pair%:*}/${pair#*:}/g;"; fi
done
text=$(printf '%s\n' "$text" | sed "$program")
check_repository "$bytes" "$most"
must_be_whole "so the copy is not complete (the backup in $first is not touched)"
# shellcheck disable=SC2086 # words of this file, and hexadecimal digits
printf '%s\n' "$text" | run_restic --quiet backup --stdin --stdin-filename manifest.json "--host=$host" "--tag=set=$set" --tag=source=manifest $tags
