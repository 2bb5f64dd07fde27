import { spanWords } from '@/components/ui/relative-time';
import { saysOfBackup } from '@/lib/contract/drill-record';
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

export type DrilledPlace = Pick<ListedSet, 'destination' | 'provenAt' | 'drill'>;

/** Where a backup lies whole, its own place first, with what drills have told of it there. */
export const drilledPlaces = ({ destination, provenAt, drill, copies = [] }: ListedSet): DrilledPlace[] => [{ destination, provenAt, drill }, ...copies.filter(({ state }) => state === 'complete')];

/** When it was last proven, at whichever place; null: never. */
export const lastProven = (set: ListedSet): string | null => drilledPlaces(set).map(({ provenAt }) => provenAt).filter((at) => at !== null).toSorted().at(-1) ?? null;

/** Of whichever backup that is still there, at whichever place: a restore is proven by what was restored. */
function provenWords(complete: readonly ListedSet[], now: number): string {
  const places = complete.flatMap(drilledPlaces);
  const last = places.filter(({ provenAt }) => provenAt !== null).toSorted((one, other) => Date.parse(one.provenAt ?? '') - Date.parse(other.provenAt ?? '')).at(-1);
  const bad = places.flatMap(({ drill }) => (drill && drill.outcome !== 'proven' && saysOfBackup(drill) && (last?.provenAt == null || Date.parse(drill.endedAt) > Date.parse(last.provenAt)) ? [drill] : [])).toSorted((one, other) => Date.parse(one.endedAt) - Date.parse(other.endedAt)).at(-1);
  const failed = bad === undefined ? '' : bad.outcome === 'damaged' ? ' The last drill found a damaged backup.' : ' The last drill failed, and found no damage.';
  if (last?.provenAt == null) return `None was ever proven by a restore drill.${failed}`;
  const { drill } = last;
  const cost = drill?.outcome === 'proven' && drill.took !== null ? `; a restore takes ${formatDuration(drill.took)}${drill.onName === undefined ? '' : ' on another server'}${drill.files === 'sample' ? ' without most of the files' : ''}, and its data were ${spanWords(drill.age)} old` : '';
  return `Last proven restorable: ${spanWords(Math.max(0, now - Date.parse(last.provenAt)))} ago${cost}.${failed}`;
}
