import type { BackupSet } from '@/lib/contract/backup';

/** Whether it counts: what is still being made does not, whatever its state says. */
export const isComplete = ({ state, endedAt }: BackupSet): boolean => state === 'complete' && endedAt !== null;

/** Milliseconds since 1970: what it holds is as old as its beginning. */
export const startOf = ({ startedAt }: BackupSet): number => Date.parse(startedAt);

export const newestFirst = (sets: readonly BackupSet[]): BackupSet[] => [...sets].sort((a, b) => startOf(b) - startOf(a) || (a.id < b.id ? 1 : -1));
