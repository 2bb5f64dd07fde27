import type { BackupSet } from '@/lib/contract/backup';
import type { BackupGuard } from '@/lib/contract/backup-watch';
import { guardBackup } from '@/lib/engine/backup-guard';
import type { Readings } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import { beforeOf, guardFacts } from './backup-guard-facts';
import { placeName } from './find-backup-destination';

/** What is asked of the place to which a backup is copied. */
export const copyFacts = (inputs: Inputs, copyTo: BackupDestinationRecord) => guardFacts(inputs, directoryOf(copyTo));

const directoryOf = ({ place }: BackupDestinationRecord): string | null => (place.kind === 'directory' ? place.path : null);

/** Of the guard's questions those about the place. */
const ofPlace: readonly BackupGuard['kind'][] = ['mounted', 'writable', 'apart', 'space'];

/**
 * What stands against the copy, each as a warning: the backup is made all the same, and the step of the copy refuses what could harm.
 * @param sets what lies at that place already · @param blocked sentences of the steps of the copy
 */
export function copyWarnings(copyTo: BackupDestinationRecord, facts: ReturnType<typeof copyFacts>, readings: Readings, sets: readonly BackupSet[], blocked: readonly string[]): BackupGuard[] {
  const before = beforeOf({ facts, readings, directory: directoryOf(copyTo), sets, isHalfRestored: false, asked: { from: 0, to: 0 } });
  // What Elasticsearch needs beside its data is said of the backup itself.
  const found = guardBackup({ ...before, copy: null }).filter(({ kind }) => ofPlace.includes(kind));
  const name = placeName(copyTo.place);
  return [
    ...found.map(({ kind, outcome, message, remedy }): BackupGuard => ({ kind, outcome: 'warn', message: `The copy to ${name}${outcome === 'refuse' ? ' is likely to fail' : ''}: ${message}`, remedy })),
    ...[...new Set(blocked)].map((message): BackupGuard => ({ kind: 'writable', outcome: 'warn', message: `Nothing will be copied to ${name}: ${message}`, remedy: 'Mend that now, or press Retry on the run once it is mended.' })),
  ];
}
