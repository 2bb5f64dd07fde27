# Removes what a drill has left on this server: containers, networks, and directories in the places that are named. $1: its run; empty: of any drill.
set -eu
#include guide/drill/remove.sh
remove_scratch "$@"
