# Puts the configuration that is the snapshot $2 of the restic repository in $1 in its place: configuration-restored.ts. $3: the program
# that does it (facts/stored-configuration.py) · $4: seconds · further: words of the program. Standard input: the repository's passphrase.
#
# The program reads all of it, and compares it with its own list of SHA-256, before it replaces anything.
set -eu
# shellcheck disable=SC2034 # restic.sh reads them
directory=$1 snapshot=$2 program=$3 limit=$4
shift 4
# shellcheck disable=SC2034 # restic.sh reads it
passphrase=$(cat)
#include guide/backups/restic.sh
command -v python3 >/dev/null 2>&1 || fail 'The server has no Python to read the configuration with. Install it with "apt-get install python3", then try again.'
run_restic dump "$snapshot" /configuration.tar | timeout --foreground -k 10 "$limit" python3 -I -S -c "$program" put "$@"
