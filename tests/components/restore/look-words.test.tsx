import { expect, it } from 'vitest';
import { comparisonWords, summaryWords } from '@/components/restore/look-words';

const away = { took: 2_400_000, drilledAt: '2026-11-28T12:00:00.000Z', isPart: false };
const steps = (...ids: string[]) => ids.map((id) => ({ id }));
const before = steps('backups/mongodb', 'restore/writers-stopped', 'restore/mongodb');
const stopped = steps('restore/writers-stopped', 'backups/mongodb', 'restore/mongodb');

it.each([
  ['not saved', { first: null, away, sizes: [], steps: before }, 'What is there now is not saved first. Then ClearML is stopped, for about 40 min by the drill of Nov 28, 2026.'],
  ['nothing known', { first: { lastTook: null }, away: null, sizes: [], steps: before }, 'What is there now is backed up first (for how long is not known: no backup went to that place yet). Then ClearML is stopped; for how long is not known, since no drill has restored a backup of this server yet.'],
  ['some of the files', { first: null, away: { ...away, isPart: true }, sizes: [], steps: before }, 'What is there now is not saved first. Then ClearML is stopped, for longer than 40 min: that took the drill of Nov 28, 2026, which restored some of the files only.'],
  ['saved while stopped', { first: { lastTook: 4_200_000 }, away, sizes: [], steps: stopped }, 'ClearML is stopped, and then what is there now is backed up first (the last backup to that place took 1 h 10 min). Restoring takes about 40 min by the drill of Nov 28, 2026. So ClearML is away for about 1 h 50 min.'],
])('a restore is summed up: %s', (_what, look, words) => expect(summaryWords(look)).toBe(words));

it('of files that were not counted no equality is told', () => {
  expect(comparisonWords({ losses: [], areFilesCompared: true }, ['mongodb', 'files'])).toMatch(/^By counts nothing differs/);
  expect(comparisonWords({ losses: [], areFilesCompared: false }, ['files'])).toBe('The files are not compared: what was uploaded since is lost.');
  expect(comparisonWords({ losses: [], areFilesCompared: false }, ['configuration'])).toBeNull();
});
