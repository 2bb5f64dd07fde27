# check_repository BYTES MOST: has restic compare how all of the repository hangs together, and read a part of its data: of BYTES, or what lies in a
# directory of this server, MOST at most. That is $share percent then, and restic's exit code $code. Needs what restic.sh needs.
# shellcheck disable=SC2154,SC2034 # set by the script that includes it, and for it
check_repository() {
  # A small repository is read to its end, of a large one another sample each time.
  share=$({
    case $directory in
      /*) find "$directory/data" -type f -printf '%s\n' ;;
      # To count what lies elsewhere would take as many questions: the tree's own size stands for it.
      *) echo "$1" ;;
    esac
  } | awk -v most="$2" '{ all += $1 } END { share = all > most ? 100 * most / all : 100; printf "%.4f", share < 0.0001 ? 0.0001 : share }')
  code=0
  run_restic --quiet check "--read-data-subset=$share%" || code=$?
}
