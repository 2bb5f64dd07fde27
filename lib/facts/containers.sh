# One JSON document a line for each container; "absent" without a Docker that answers: facts/containers.ts.
set -eu
# Podman, under Docker's name, has no version of a server.
if [ -z "$(docker info --format '{{.ServerVersion}}' 2>/dev/null)" ]; then
  echo absent
  exit 0
fi
date +'now %s'
# A container may vanish between the two commands: what is left is told all the same.
docker ps --all --quiet --no-trunc | xargs -r docker inspect --format '{"id":{{json .Id}},"name":{{json .Name}},"image":{{json .Config.Image}},"project":{{json (index .Config.Labels "com.docker.compose.project")}},"service":{{json (index .Config.Labels "com.docker.compose.service")}},"directory":{{json (index .Config.Labels "com.docker.compose.project.working_dir")}},"state":{{json .State.Status}},"exitCode":{{json .State.ExitCode}},"restarts":{{json .RestartCount}},"policy":{{json .HostConfig.RestartPolicy.Name}},"startedAt":{{json .State.StartedAt}},"ports":{{json .NetworkSettings.Ports}},"mounts":{{json .Mounts}}}' 2>/dev/null || true
