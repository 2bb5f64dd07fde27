import { sourceNames, type BackupSource } from '@/lib/contract/backup';
import { restoredData, type RestoreLook, type RestoreLoss } from '@/lib/contract/restore';
import { count, formatBytes, formatDuration, roughly } from '@/lib/core/units';
import { dayWords } from './backup-words';

const list = new Intl.ListFormat('en');

/** What comes, in its order: what is saved first, for how long ClearML is stopped, how much is restored. */
export function summaryWords({ first, away, sizes }: Pick<RestoreLook, 'first' | 'away' | 'sizes'>): string {
  const restored = list.format(sizes.map(({ source, bytes }) => `${sourceNames[source]} (${formatBytes(bytes)})`));
  return [firstWords(first), awayWords(away), ...(sizes.length === 0 ? [] : [`Restored: ${restored}.`])].join(' ');
}

function firstWords(first: RestoreLook['first']): string {
  if (first === null) return 'What is there now is not saved first.';
  return first.lastTook === null ? 'What is there now is backed up first; no backup went to that place yet, so how long that takes is not known.' : `What is there now is backed up first; the last backup to that place took ${formatDuration(roughly(first.lastTook))}.`;
}

function awayWords(away: RestoreLook['away']): string {
  if (away === null) return 'Then ClearML is stopped; for how long is not known, since no drill has restored a backup of this server yet.';
  const [took, day] = [formatDuration(roughly(away.took)), dayWords(away.drilledAt)];
  return away.isPart ? `Then ClearML is stopped, for longer than ${took}: that took the drill of ${day}, which restored some of the files only.` : `Then ClearML is stopped, for about ${took} by the drill of ${day}.`;
}

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
