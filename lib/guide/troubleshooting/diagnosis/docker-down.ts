import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const dockerDown: FailureRule = {
  id: 'DOCKER-DOWN',
  title: 'Docker does not run',
  severity: 'error',
  cause: 'The Docker daemon is stopped or fails to start, for example because /var/lib/docker is not mounted or its disk is full.',
  remedy: 'Look at "systemctl status docker" and "journalctl -u docker -n 100", and whether /var/lib/docker is mounted and has room. Then run "systemctl start docker", and "systemctl enable docker" so that it starts with the machine.',
  where: ['docker', 'compose'],
  signs: [
    { line: ['cannot connect to the docker daemon'] },
    { line: ['is the docker daemon running'] },
    { line: ["couldn't connect to docker daemon"] },
    { line: ['failed to connect to the docker api'], without: ['permission denied'] },
    { line: ['docker.sock', ['no such file', 'connection refused']] },
    { line: ['error while fetching server api version', ['no such file', 'filenotfounderror', 'connection refused', 'connectionrefusederror']] },
    { line: ['docker.service', ['failed with result', 'failed to start', 'failed because', 'entered failed state', 'start request repeated too quickly', 'start-limit-hit']] },
    { line: [['failed to start docker application container engine', 'dependency failed for docker application container engine']] },
    { line: ['failed to start daemon'] },
    { all: [{ line: ['docker.service', 'docker application container engine'] }, { line: ['active:', /active: (?:failed|inactive) /] }] },
    { line: [['docker.service', 'docker.socket', 'containerd.service'], ['main process exited', 'failed with', 'failed to listen', 'is masked', 'not loaded', 'could not be found', 'not found', 'control process exited', 'dependency failed']] },
    { line: [['unable to configure the docker daemon', 'error initializing graphdriver', 'error initializing network controller', 'error creating default bridge', 'failed to load listeners', 'failed to start containerd', 'failed to dial containerd', 'failed to connect to containerd', 'error while opening volume store metadata']] },
    { line: ['containerd.sock', ['connection refused', 'no such file', 'context deadline exceeded', 'timeout']] },
    { line: [['cannot connect to docker', 'could not connect to docker', 'unable to connect to docker', 'docker daemon is not running', 'docker is not running', 'docker engine is not running', 'error during connect']], without: ['permission denied'] },
  ],
  guess: true,
  follows: ['NO-SPACE'],
  source: ['general knowledge'],
};
