# What drills have left on this server: facts/drill-leftovers.ts. Words: the run, or nothing for any drill · the places in which they have their directories.
set -eu
#include guide/drill/leftovers.sh
list_scratch "$@"
