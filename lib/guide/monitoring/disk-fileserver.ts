import { fileSystemProbe } from '../file-system-probe';

export const fileServerSpace = fileSystemProbe('fileserver', 'Space on the disk of the file server',
  'Models and debug samples lie there. Delete old tasks with their artifacts in ClearML, or enlarge the disk; "du -xh --max-depth=2" there shows which projects take the space.',
  ['monitoring/fileserver']);
