# Runs the command $2… with $1 as its input. What it says goes to whoever asked. Standard input stays open as long as somebody listens: once it
# ends, so does all that the command has begun. By itself it would notice only when it says something, which it may not do for long.
input=$1
shift
exec 3<&0
# A group of its own: a child of a shell leads none, so setsid becomes the command, and this number is its group's.
printf %s "$input" | setsid "$@" 3<&- &
pid=$!
{
  while read -r _; do :; done <&3
  kill -s TERM -- "-$pid"
  sleep 5
  kill -s KILL -- "-$pid"
} >/dev/null 2>&1 &
listener=$!
code=0
wait "$pid" || code=$?
kill "$listener" 2>/dev/null
exit "$code"
