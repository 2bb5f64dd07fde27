# Has restic check a repository, and says what it found, included by the scripts that prove something. Needs what restic.sh needs.
# shellcheck disable=SC2154,SC2034 # set by the script that includes it, and for it
#include guide/backups/damage.sh
# checked WORDS…: "restic check" by these words: its exit code is $code, what it says $said.
checked() {
  code=0
  said=$(run_restic --quiet check "$@" 2>&1) || code=$?
  [ -z "$said" ] || printf '%s\n' "$said" >&2
}
# check_repository BYTES MOST: has restic compare how all of the repository hangs together, and read a part of its data: of BYTES, or what lies in a
# directory of this server, MOST at most. That is $share percent then.
check_repository() {
  # A small repository is read to its end, of a large one another sample each time.
  share=$({
    case $directory in
      /*) find "$directory/data" -type f -printf '%s\n' ;;
      # To count what lies elsewhere would take as many questions: the tree's own size stands for it.
      *) echo "$1" ;;
    esac
  } | awk -v most="$2" '{ all += $1 } END { share = all > most ? 100 * most / all : 100; printf "%.4f", share < 0.0001 ? 0.0001 : share }')
  checked "--read-data-subset=$share%"
}
# must_be_whole CONSEQUENCE: fails unless the check has ended well. A lock, a time that ran out or a connection that was cut says nothing of what is
# stored; until 0.16 all of them end by 1, as damage does, and what could not be fetched is counted among the errors.
must_be_whole() {
  case $code:$said in
    0:*) return 0 ;;
    124:* | 137:*) fail "The repository in $directory was not checked within $limit seconds, or restic was killed, $1. That says nothing of what is stored. Try again." ;;
    11:* | *'already locked'* | *'unable to create lock'*) fail "The repository in $directory is locked, so it could not be checked, $1. That says nothing of what is stored. Wait until the other restic has ended, then try again." ;;
    *) ! check_tells_damage "$said" || damaged "$1" ;;
  esac
  case $said in
    *'onnection '* | *'i/o timeout'* | *'no such host'* | *'unexpected EOF'* | *'roken pipe'* | *'is unreachable'* | *'ssh command exited'*) fail "The connection to $directory failed while restic checked the repository there (exit code $code), $1. That says nothing of what is stored. Its own words stand above: mend what they name, then try again." ;;
    *'contains errors'*) damaged "$1" ;;
    *) fail "restic could not check the repository in $directory (exit code $code), $1. That says nothing of what is stored. Its own words stand above: mend what they name, then try again." ;;
  esac
}
damaged() { fail "restic finds the repository in $directory damaged (exit code $code), $1. Read what it says above, and see whether the disk is broken. Make the next backup to another destination."; }
