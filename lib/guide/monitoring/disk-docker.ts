import { fileSystemProbe } from '../file-system-probe';

export const dockerSpace = fileSystemProbe('docker', 'Space on the disk of Docker',
  'See what takes the space with "docker system df -v" and "du -h /var/lib/docker/containers". "docker image prune" removes images that nothing uses any more. Else enlarge the disk.',
  ['monitoring/apiserver', 'monitoring/webserver', 'monitoring/fileserver', 'insides/']);
