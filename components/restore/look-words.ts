import { sourceNames, type BackupSource } from '@/lib/contract/backup';
import { restoredData, type RestoreLook, type RestoreLoss } from '@/lib/contract/restore';
import { count, formatBytes, formatDuration, roughly } from '@/lib/core/units';
import { dayWords } from './backup-words';

const list = new Intl.ListFormat('en');

type Looked = Pick<RestoreLook, 'first' | 'away' | 'sizes'> & { readonly steps: readonly { readonly id: string }[] };

/** What comes, in the order of its steps: what is saved first, for how long ClearML is stopped, how much is restored. */
export function summaryWords({ first, away, sizes, steps }: Looked): string {
  const at = (id: string) => steps.findIndex((step) => step.id === id);
  // Once nothing writes any more, so that it holds all that is replaced.
  const isSavedStopped = first !== null && at('restore/writers-stopped') !== -1 && at('restore/writers-stopped') < at('backups/mongodb');
  const saving = first === null ? 'What is there now is not saved first.' : `${isSavedStopped ? 'ClearML is stopped, and then what is there now is' : 'What is there now is'} backed up first (${first.lastTook === null ? 'for how long is not known: no backup went to that place yet' : `the last backup to that place took ${durationWords(first.lastTook)}`}).`;
  const restored = sizes.length === 0 ? '' : `Restored: ${list.format(sizes.map(({ source, bytes }) => `${sourceNames[source]} (${formatBytes(bytes)})`))}.`;
  return [saving, awayWords(away, isSavedStopped), isSavedStopped ? sumWords(first.lastTook, away) : '', restored].filter((each) => each !== '').join(' ');
}

const durationWords = (milliseconds: number): string => formatDuration(roughly(milliseconds));

function awayWords(away: RestoreLook['away'], isSavedStopped: boolean): string {
  if (away === null) return `${isSavedStopped ? 'How long restoring takes then' : 'Then ClearML is stopped; for how long'} is not known, since no drill has restored a backup of this server yet.`;
  const [took, day] = [durationWords(away.took), dayWords(away.drilledAt)];
  const lead = isSavedStopped ? 'Restoring takes' : 'Then ClearML is stopped, for';
  return away.isPart ? `${lead} longer than ${took}: that took the drill of ${day}, which restored some of the files only.` : `${lead} about ${took} by the drill of ${day}.`;
}

const sumWords = (saving: number | null, away: RestoreLook['away']): string => (saving === null || away === null || away.isPart ? '' : `So ClearML is away for about ${durationWords(saving + away.took)}.`);

/** What is to be said of the comparison besides its table. `parts`: what is restored. */
export function comparisonWords({ losses, areFilesCompared }: Pick<RestoreLook, 'losses' | 'areFilesCompared'>, parts: readonly BackupSource[]): string | null {
  const isCounted = areFilesCompared || restoredData.some((source) => source !== 'files' && parts.includes(source));
  const said = [
    ...(losses.length === 0 && isCounted ? ['By counts nothing differs; what was only changed is not seen by that.'] : []),
    ...(parts.includes('files') && !areFilesCompared ? ['The files are not compared: what was uploaded since is lost.'] : []),
  ];
  return said.length === 0 ? null : said.join(' ');
}

/** One side of a difference, with its unit. */
export function figureWords(value: number | null, unit: RestoreLoss['unit']): string {
  if (value === null) return 'not known';
  return unit === 'bytes' ? formatBytes(value) : count(value, unit === 'files' ? 'file' : 'document');
}
