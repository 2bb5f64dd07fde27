import { minutes } from '@/lib/core/units';
import { chapters } from '../chapters';
import { probe } from '../define';

export const backups = probe({
  id: 'monitoring/backups',
  guide: 'monitoring/backup-failures/1',
  title: 'Backups',
  chapter: chapters.monitoring,
  every: minutes(60),
  afterMinutes: 0,
  needs: () => ({}),
  wanted: () => 'a backup a day of MongoDB, Elasticsearch and the files',
  outcomes: [
    // A note, not a warning: there may well be backups of which this console is not told.
    { outcome: 'pass', isNote: true, when: () => true, message: () => 'No backup of this server is known to this console.', remedy: 'Make sure that MongoDB, Elasticsearch and the whole volume of the file server are backed up each day, kept for two days at least, and that somebody is told when one fails.' },
  ],
});
