# Asks a service of the Compose project in $1 on the address of its own container: facts/inside.ts.
# $2: the names under which the service is looked for · $3: its port · $4: http, lines or messages · the rest: URLs' paths, lines, or messages in base64.
# Prints "absent" without a Docker that answers, "stopped" when no such container runs, "error TEXT" when it does not answer,
# else "answer" and what it said. Neither a port is opened nor a process started in the container for it.
set -eu
socket=/var/run/docker.sock
base=$1 names=$2 port=$3 how=$4
shift 4
if [ ! -S "$socket" ]; then
  echo absent
  exit 0
fi
address=
for name in $names; do
  code=0
  found=$(curl -q --silent --fail --max-time 10 --get --unix-socket "$socket" --data-urlencode "filters={\"status\":[\"running\"],\"label\":[\"com.docker.compose.project.working_dir=$base\",\"com.docker.compose.service=$name\",\"com.docker.compose.oneoff=False\"]}" http://localhost/containers/json) || code=$?
  case $code in
    0) ;;
    7)
      echo absent
      exit 0
      ;;
    *) exit "$code" ;;
  esac
  [ "$found" != '[]' ] || continue
  # In a value a quote is escaped, so only a key of Docker's own matches. One on the host's network has no address.
  address=$(printf '%s\n' "$found" | sed -n 's/.*"IPAddress":"\([0-9.]\{7,15\}\)".*/\1/p')
  address=${address:-127.0.0.1}
  break
done
if [ -z "$address" ]; then
  echo stopped
  exit 0
fi
case $how in
  http)
    echo answer
    # One process for all: starting it is what costs.
    for path in "$@"; do
      set -- "$@" "http://$address:$port$path"
      shift
    done
    curl -q --silent --show-error --noproxy '*' --globoff --max-time 4 --max-filesize 400000 --write-out '\n=== %{http_code}\n' "$@" 2>&1 || true
    ;;
  *)
    # The shell of Ubuntu's scripts opens no connections; bash does. Its text gets the address as a parameter.
    # shellcheck disable=SC2016
    exec timeout 10 bash -c '
      exec 3<>"/dev/tcp/$1/$2" || { echo "error it accepts no connection"; exit 0; }
      how=$3
      shift 3
      if [ "$how" = lines ]; then
        printf "%s\r\n" "$@" >&3
        echo answer
        # Some versions do not close at QUIT.
        timeout 5 head -c 100000 <&3 || true
        exit 0
      fi
      echo answer
      for message in "$@"; do
        printf %s "$message" | base64 -d >&3
        # Four bytes of length, the least first, then the rest.
        length=$(head -c 4 <&3 | od -An -tu4 | tr -d " ")
        if [ -z "$length" ] || [ "$length" -lt 5 ] || [ "$length" -gt 200000 ]; then exit 0; fi
        head -c "$((length - 4))" <&3 | base64 -w 0
        echo
      done
    ' bash "$address" "$port" "$how" "$@" 2>/dev/null
    ;;
esac
