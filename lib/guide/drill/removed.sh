# Removes whatever drills have left on this server: containers, networks, and directories in the places that are named.
set -eu
#include guide/drill/remove.sh
remove_scratch "$@"
