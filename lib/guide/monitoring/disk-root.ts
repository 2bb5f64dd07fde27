import { fileSystemProbe } from '../file-system-probe';

export const rootSpace = fileSystemProbe('root', 'Space on the root disk',
  'See what takes the space with "du -xh --max-depth=2 / | sort -h". "journalctl --vacuum-size=500M" and "apt-get clean" make room without harm. Else enlarge the disk.',
  ['monitoring/apiserver', 'monitoring/webserver', 'monitoring/fileserver', 'insides/']);
