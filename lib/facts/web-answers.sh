# What each URL answers when the server itself asks, all at the same time: facts/web-answers.ts.
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

number=0
while [ "$#" -ge 3 ]; do
  one "$number" "$1" "$2" "$3" </dev/null &
  number=$((number + 1))
  shift 3
done
wait
