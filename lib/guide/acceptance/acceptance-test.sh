# Writes something of its own to ClearML, reads it back, and removes it again: acceptance-test.ts.
# $1: address of the API · $2: address of the file server · $3: a name of this run's own, a-z 0-9 - only.
# Standard input: a curl configuration with the user (it holds the password).
# Prints "stage NAME ok|failed DETAIL TIME ms". Exit code 61: a stage failed · 62: something stays behind.
set -eu
api=${1%/} files=${2%/} name=$3
if ! command -v curl >/dev/null 2>&1; then
  echo 'The server has no curl to ask with.' >&2
  exit 47
fi
umask 077
who=$(cat)
limit=15 failed='' left='' code='' sent='' project='' task='' tried=''
# Two attempts of one run must not take each other's things for their own.
name=$name-$(date +%s)
work=$(mktemp -d)

now() { date +%s%3N; }
begin() { stage=$1 began=$(now); }
report() { printf 'stage %s %s %s %s ms\n' "$stage" "$1" "$2" "$(($(now) - began))"; }
good() { report ok "$1"; }
bad() {
  report failed "$1"
  failed=${failed:+$failed, }$stage
}
say_left() { left=${left:+$left, }"the $1 $name"; }

# request CURL-ARGUMENTS...: true with HTTP 200. Who asks goes by standard input, so that no process shows it.
# Leaves the status in `code`, and in `sent` how many bytes of a body have left.
request() {
  rm -f "$work/answer"
  told=$(printf '%s\n' "$who" | curl -q --silent --show-error --max-time "$limit" --max-filesize 1048576 --proto '=http,https' --noproxy '*' \
    --config - --output "$work/answer" --write-out '%{http_code} %{size_upload}' "$@" 2>"$work/error") || true
  code=${told%% *} sent=${told##* }
  [ "$code" = 200 ] && [ ! -s "$work/error" ]
}
call() { request --header 'Content-Type: application/json' --data "$2" --url "$api/$1"; }
answer() { if [ -f "$work/answer" ]; then tr '\n' ' ' <"$work/answer"; fi; }
# Why the last request did not do: one line, whatever the server says.
why() {
  if [ -s "$work/error" ]; then
    head -n 1 "$work/error" | sed 's/^curl: ([0-9]*) //'
  else
    printf 'HTTP %s %s' "$code" "$(answer | sed -n 's/.*"result_msg"[[:space:]]*:[[:space:]]*"\([^"]*\).*/\1/p')"
  fi | tr -cd '[:print:]' | cut -c 1-300 | sed 's/ *$//'
}
# The id of what was made: of "data", since the envelope has one, too.
new_id() { answer | sed -n 's/.*"data"[[:space:]]*:[[:space:]]*{[^{}]*"id"[[:space:]]*:[[:space:]]*"\([A-Za-z0-9_-]*\)".*/\1/p'; }
has_tried() { case " $tried " in *" $1 "*) ;; *) return 1 ;; esac; }

# create KIND BODY: leaves its id in `made`. A try counts once a byte of it was sent, since an answer may be lost on its way.
create() {
  begin "create-$1"
  tried="$tried $1"
  if ! call "$1s.create" "$2"; then
    [ "$sent" != 0 ] || tried=${tried% "$1"}
    bad "$(why)"
    return 1
  fi
  made=$(new_id)
  if [ -z "$made" ]; then bad 'the API does not tell its id'; return 1; fi
  good "$1 $made"
}
write_database() {
  create project "{\"name\":\"$name\",\"description\":\"Acceptance test of the console. It is removed at once.\"}" || return 0
  project=$made
  create task "{\"name\":\"$name\",\"type\":\"testing\",\"project\":\"$project\"}" || return 0
  task=$made
  begin start-task
  if ! call tasks.started "{\"task\":\"$task\"}"; then bad "$(why)"; return 0; fi
  good 'it runs'
  begin write-events
  if ! call events.add "{\"type\":\"log\",\"task\":\"$task\",\"timestamp\":$(now),\"level\":\"info\",\"worker\":\"console\",\"msg\":\"written by $name\"}"; then bad "$(why)"; return 0; fi
  good 'one line of a log'
  begin read-events
  # Elasticsearch shows what was written after its next refresh, usually within a second.
  until call events.get_task_log "{\"task\":\"$task\"}" && grep -qF "written by $name" "$work/answer"; do
    if [ "$code" != 200 ] || [ -s "$work/error" ]; then bad "$(why)"; return 0; fi
    if [ "$(($(now) - began))" -ge 20000 ]; then bad 'the line that was written is not in the log'; return 0; fi
    sleep 1
  done
  good 'the same line'
}
write_file() {
  head -c 65536 /dev/urandom >"$work/sent"
  begin upload
  tried="$tried file"
  if ! request --form "$name.bin=@$work/sent;filename=$name.bin" --url "$files/"; then
    # Refused before anything was stored, or the connection failed before a byte of it was sent.
    case "$code $sent" in 401\ * | 403\ * | 405\ * | *\ 0) tried=${tried% file} ;; esac
    bad "$(why)"
    return 0
  fi
  good '65536 bytes'
  begin download
  if ! request --url "$files/$name.bin"; then bad "$(why)"; return 0; fi
  if ! cmp -s "$work/sent" "$work/answer"; then bad 'other bytes came back than were sent'; return 0; fi
  good 'the same bytes'
}

# find_own KIND: leaves the id of what has this run's name in `found`, empty when there is none; false when that can't be told.
find_own() {
  call "$1s.get_all" "{\"name\":\"$name\",\"only_fields\":[\"id\"]}" || return 1
  answer | grep -q "\"$1s\"[[:space:]]*:[[:space:]]*\[" || return 1
  found=$(answer | sed -n "s/.*\"$1s\"[[:space:]]*:[[:space:]]*\[[[:space:]]*{[^{}]*\"id\"[[:space:]]*:[[:space:]]*\"\([A-Za-z0-9_-]*\)\".*/\1/p")
  [ -n "$found" ] || answer | grep -q "\"$1s\"[[:space:]]*:[[:space:]]*\[[[:space:]]*\]"
}
# remove KIND ID: by its name where the id was never told. It counts as removed once the API shows none.
remove() {
  has_tried "$1" || return 0
  begin "delete-$1"
  id=$2 reason='it is still there'
  if [ -z "$id" ]; then
    if ! find_own "$1"; then bad "it can't be told whether it is there: $(why)"; say_left "$1"; return 0; fi
    id=$found
    if [ -z "$id" ]; then good 'there is none'; return 0; fi
  fi
  call "$1s.delete" "{\"$1\":\"$id\",\"force\":true}" || reason=$(why)
  if ! find_own "$1"; then bad "it can't be told whether it is gone: $(why)"; say_left "$1"; return 0; fi
  if [ -n "$found" ]; then bad "$reason"; say_left "$1"; return 0; fi
  good 'it is gone'
}
remove_file() {
  has_tried file || return 0
  begin delete-file
  request --request DELETE --url "$files/$name.bin" || true
  reason=$(why)
  request --url "$files/$name.bin" || true
  if [ "$code" = 404 ]; then good 'it is gone'; return 0; fi
  if [ "$code" = 200 ]; then bad "it is still there: $reason"; else bad "it can't be told whether it is gone: $(why)"; fi
  say_left file
}

# Whatever ends the test, what it wrote is removed. Whoever stops it waits 30 seconds at most.
end() {
  ended=$?
  trap '' TERM INT HUP
  trap - EXIT
  set +e
  [ "$ended" -lt 128 ] || limit=3
  remove_file
  remove task "$task"
  remove project "$project"
  rm -rf "$work"
  if [ -n "$left" ]; then
    echo "This stays behind in ClearML, and must be deleted there: $left." >&2
    exit 62
  fi
  if [ -n "$tried" ]; then echo 'All that was written is removed, and ClearML shows none of it.'; fi
  if [ "$ended" -ne 0 ]; then exit "$ended"; fi
  if [ -n "$failed" ]; then
    echo "The acceptance test failed: $failed." >&2
    exit 61
  fi
  echo 'ClearML passed the acceptance test.'
}
trap end EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
trap 'exit 129' HUP

echo "All that this test writes is called $name."
begin login
if ! call auth.login '{}'; then bad "$(why)"; exit 0; fi
token=$(answer | sed -n 's/.*"token"[[:space:]]*:[[:space:]]*"\([A-Za-z0-9._~+=/-]*\)".*/\1/p')
if [ -z "$token" ]; then bad 'the API gives no token'; exit 0; fi
who="header = \"Authorization: Bearer $token\""
good 'as the support user'
write_database
write_file
