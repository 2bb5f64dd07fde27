import { formatBytes, minutes } from '@/lib/core/units';
import { judgeBackups } from '@/lib/engine/backup-judgement';
import { isComplete, newestFirst, startOf } from '@/lib/engine/backup-sets';
import { zonedWords } from '@/lib/engine/backup-words';
import { chapters } from '../chapters';
import { probe } from '../define';
import type { Inputs } from '../inputs';

const troublesOf = ({ backups }: Inputs, at: number) => (backups ? judgeBackups(backups, at) : []);
const messages = (inputs: Inputs, at: number): string => troublesOf(inputs, at).map(({ message }) => message).join(' ');
const remedies = (inputs: Inputs, at: number): string => [...new Set(troublesOf(inputs, at).map(({ remedy }) => remedy))].join(' ');
const newestOf = ({ backups }: Inputs, at: number) => newestFirst(backups?.sets ?? []).find((set) => isComplete(set) && startOf(set) <= at);

/** By what the console knows of the backups: each was asked back when its run ended, so the server need not be asked again. */
export const backups = probe({
  id: 'monitoring/backups',
  guide: ['monitoring/backup-failures/1', 'backups/1', 'backups/fileserver/2', 'backups/fileserver/3'],
  title: 'Backups',
  chapter: chapters.monitoring,
  every: minutes(5),
  afterMinutes: 0,
  needs: () => ({}),
  wanted: () => 'a backup a day of MongoDB, Elasticsearch and the files, kept for two days at least',
  subjects: (_facts, inputs, at) => troublesOf(inputs, at).map(({ kind }) => kind),
  outcomes: [
    { outcome: 'fail', when: (_facts, inputs, at) => troublesOf(inputs, at).some(({ outcome }) => outcome === 'fail'), message: (_facts, inputs, at) => messages(inputs, at), remedy: (_facts, inputs, at) => remedies(inputs, at) },
    { outcome: 'warn', when: (_facts, inputs, at) => troublesOf(inputs, at).length > 0, message: (_facts, inputs, at) => messages(inputs, at), remedy: (_facts, inputs, at) => remedies(inputs, at) },
    // A note, not a warning: there may well be backups of which this console is not told.
    { outcome: 'pass', isNote: true, when: (_facts, { backups: known }) => !known, message: () => 'No backup of this server is known to this console.', remedy: 'Make sure that MongoDB, Elasticsearch and the whole volume of the file server are backed up each day, kept for two days at least, and that somebody is told when one fails.' },
    { outcome: 'pass', isNote: true, when: (_facts, inputs, at) => newestOf(inputs, at) === undefined, message: () => 'There is no complete backup yet.', remedy: 'Back up now, and set a schedule.' },
    {
      outcome: 'pass',
      when: () => true,
      message(_facts, inputs, at) {
        const newest = newestOf(inputs, at);
        return `The newest complete backup, begun at ${zonedWords(newest ? startOf(newest) : at, inputs.backups?.zone ?? 'UTC')}, holds ${formatBytes(newest?.bytes ?? 0)}.`;
      },
    },
  ],
});
