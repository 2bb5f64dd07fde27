import type { BackupSet } from '@/lib/contract/backup';

/** Whether it counts: what is still being made does not, whatever its state says. */
export const isComplete = ({ state, endedAt }: BackupSet): boolean => state === 'complete' && endedAt !== null;

/** Whether nothing is known of what was stored of it: its run has ended, and the server could not tell. What was told, has parts, stored or not. */
export const isUntold = ({ state, endedAt, parts }: BackupSet): boolean => state === 'incomplete' && endedAt !== null && parts.length === 0;

/** Milliseconds since 1970: what it holds is as old as its beginning. Throws a RangeError where that is no date. */
export function startOf({ id, startedAt }: BackupSet): number {
  const at = Date.parse(startedAt);
  // Compared with anything it would be neither before nor after, and the order of all would be by chance.
  if (Number.isNaN(at)) throw new RangeError(`The beginning of backup ${id} is no date.`);
  return at;
}

export const newestFirst = <T extends BackupSet>(sets: readonly T[]): T[] => [...sets].sort((a, b) => startOf(b) - startOf(a) || (a.id < b.id ? 1 : -1));
