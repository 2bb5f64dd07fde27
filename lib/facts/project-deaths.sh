# How the containers of the Compose project in $1 ended within the last hour, as JSON lines; first the server's time: facts/project-deaths.ts.
set -eu
command -v docker >/dev/null 2>&1 || { echo absent; exit 0; }
now=$(date +%s)
echo "now $now"
# Docker keeps only its latest 256 events: what is told is the least that happened.
timeout 15 docker events --since "$((now - 3600))" --until "$now" --filter type=container --filter event=die --filter event=oom --filter event=kill --filter "label=com.docker.compose.project.working_dir=$1" \
  --format '{"at":{{.Time}},"action":{{json .Action}},"id":{{json .Actor.ID}},"exitCode":{{json (index .Actor.Attributes "exitCode")}},"service":{{json (index .Actor.Attributes "com.docker.compose.service")}}}'
