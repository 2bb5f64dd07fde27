# What each URL answers when the server itself asks: facts/web-answers.ts.
# $1… in threes: a URL, the status that means well, and the URL that is asked as well when it answers another one.
set -eu
command -v curl >/dev/null 2>&1 || exit 127

# get URL MOST: "status CODE SECONDS", and before it curl's own line where it failed. A proxy of the environment is not asked.
# Both together stay below the time limit of a question.
get() {
  curl -q --silent --show-error --noproxy '*' --max-time "$2" --output /dev/null --write-out 'status %{http_code} %{time_total}\n' --url "$1" 2>&1 || true
}

# one NUMBER URL STATUS OTHER: printed at once, so that the answers do not mix.
one() {
  said=$(get "$2" 10)
  case $said in
    *"status $3 "*) printf 'first %s\n%s\n' "$1" "$said" ;;
    *)
      also=$(get "$4" 5)
      printf 'first %s\n%s\nother\n%s\n' "$1" "$said" "$also"
      ;;
  esac
}

# all_well URL STATUS OTHER…: asks all by one process, since starting one is what costs. Prints nothing and fails when one of them does not
# answer well within a second: the rest of a question's time limit is for asking each by itself.
all_well() {
  wanted='' answers='' number=0 left=$(($# / 3))
  while [ "$left" -gt 0 ]; do
    wanted="$wanted$2 "
    set -- "$@" --output /dev/null --url "$1"
    shift 3
    left=$((left - 1))
  done
  said=$(curl -q --silent --fail-early --noproxy '*' --max-time 1 --write-out 'status %{http_code} %{time_total}\n' "$@" 2>/dev/null) || return 1
  while IFS= read -r line; do
    case $line in "status ${wanted%% *} "*) ;; *) return 1 ;; esac
    answers="${answers}first $number
$line
"
    number=$((number + 1)) wanted=${wanted#* }
  done <<EOF
$said
EOF
  [ -z "$wanted" ] || return 1
  printf %s "$answers"
}

if all_well "$@"; then exit 0; fi
# All at the same time, each for itself.
number=0
while [ "$#" -ge 3 ]; do
  one "$number" "$1" "$2" "$3" </dev/null &
  number=$((number + 1))
  shift 3
done
wait
