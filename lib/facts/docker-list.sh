# Containers as Docker's socket lists them (one JSON document): facts/project-containers.ts and docker-ports.ts.
# $1: Docker's filters, a JSON document · $2: 1 for all, 0 for those that run.
# The socket instead of the client: a tenth of its cost, and this is asked often. "absent" without a Docker that answers.
set -eu
socket=/var/run/docker.sock
if [ ! -S "$socket" ]; then
  echo absent
  exit 0
fi
code=0
curl -q --silent --show-error --fail --max-time 15 --get --unix-socket "$socket" --data "all=$2" --data-urlencode "filters=$1" http://localhost/containers/json || code=$?
# 7: nobody listens.
if [ "$code" = 7 ]; then
  echo absent
  exit 0
fi
exit "$code"
