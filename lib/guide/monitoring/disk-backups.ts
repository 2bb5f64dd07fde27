import { fileSystemProbe } from '../file-system-probe';

export const backupsSpace = fileSystemProbe('backups', 'Space on the disk of the backups',
  'Keep fewer backups by the schedule on the page Backups, enlarge the disk, or choose another destination. Delete nothing there by hand: backups share what they have in common.',
  []);
