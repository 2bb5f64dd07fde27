# The images that Docker keeps, then all its containers, each as one JSON document a line: facts/image-space.ts.
# The containers last: one that is made meanwhile still counts. "absent" without a Docker that answers.
set -eu
socket=/var/run/docker.sock
if [ ! -S "$socket" ]; then
  echo absent
  exit 0
fi
code=0
curl -q --silent --show-error --fail --max-time 60 --get --unix-socket "$socket" --data shared-size=1 http://localhost/images/json || code=$?
# 7: nobody listens.
if [ "$code" = 7 ]; then
  echo absent
  exit 0
fi
[ "$code" = 0 ] || exit "$code"
echo
echo '=== containers'
curl -q --silent --show-error --fail --max-time 30 --get --unix-socket "$socket" --data all=1 http://localhost/containers/json
