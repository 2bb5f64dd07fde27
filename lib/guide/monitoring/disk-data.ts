import { fileSystemProbe } from '../file-system-probe';

export const dataSpace = fileSystemProbe('data', 'Space on the data disk',
  'See what takes the space with "du -xh --max-depth=2" there. Delete old tasks in ClearML, or enlarge the disk. Once 95 % are used Elasticsearch writes nothing more, and experiments lose their logs and plots.',
  ['monitoring/apiserver', 'monitoring/webserver', 'monitoring/fileserver', 'insides/']);
