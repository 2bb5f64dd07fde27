import { spanWords } from '@/components/ui/relative-time';
import type { OutputOf } from '@/lib/contract/verbs';
import { formatBytes, formatDuration } from '@/lib/core/units';

export type ListedSet = OutputOf<'backup-set.list'>[number];

/** Whether the backup is still being made. */
export const isUnderWay = ({ endedAt }: Pick<ListedSet, 'endedAt'>): boolean => endedAt === null;
/** Whether it counts. */
export const counts = (set: ListedSet): boolean => set.state === 'complete' && !isUnderWay(set);

/**
 * "Am I safe?", in whole sentences.
 * @param sets the newest first
 * @param placeOf where a destination lies, in words; null: it is not known
 * @param now in milliseconds since 1970
 */
export function backupsSentence(sets: readonly ListedSet[], placeOf: (destination: string) => string | null, now: number): string {
  if (sets.length === 0) return 'Nothing was backed up yet.';
  const last = sets.find((set) => !isUnderWay(set));
  const complete = sets.find(counts);
  if (!last) return 'The first backup is under way. Until it is complete, nothing is backed up.';
  const warning = counts(last) ? '' : 'The last backup is incomplete and counts for nothing. ';
  return warning + (complete ? `${completeWords(complete, placeOf(complete.destination), now)} ${provenWords(sets.filter(counts), now)}` : 'None is complete, so nothing can be restored.');
}

function completeWords({ startedAt, bytes, verifiedAt }: ListedSet, place: string | null, now: number): string {
  // What it holds is as old as its beginning.
  const age = spanWords(Math.max(0, now - Date.parse(startedAt)));
  const read = verifiedAt === null ? 'It was not read back' : 'It was read back';
  return `The last complete backup is ${age} old: ${formatBytes(bytes)}${place === null ? '' : ` at ${place}`}. ${read}.`;
}

/** Of whichever backup that is still there: a restore is proven by what was restored. */
function provenWords(complete: readonly ListedSet[], now: number): string {
  const [last] = complete.filter(({ provenAt }) => provenAt !== null).toSorted((one, other) => Date.parse(other.provenAt ?? '') - Date.parse(one.provenAt ?? ''));
  const failed = complete.some(({ drill }) => drill?.outcome === 'failed' && (last?.provenAt == null || Date.parse(drill.endedAt) > Date.parse(last.provenAt))) ? ' The last drill failed.' : '';
  if (last?.provenAt == null) return `None was ever proven by a restore drill.${failed}`;
  const took = last.drill?.took;
  return `Last proven restorable: ${spanWords(Math.max(0, now - Date.parse(last.provenAt)))} ago${took == null ? '' : `; a restore takes ${formatDuration(took)}${last.drill?.files === 'sample' ? ' without most of the files' : ''}`}.${failed}`;
}

