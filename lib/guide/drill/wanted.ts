import type { RestorableSource } from '@/lib/contract/drill';
import { tagOf, type BackupWanted } from '../backups/wanted';
import { storedPart, storedPartNeeds, type StoredPartFacts } from '../restore/stored-part';

/** One drill as its run makes it. `set` and `destination` name the backup that is restored. */
export interface DrillWanted extends BackupWanted {
  /** The run: names, labels and receipts hold it, so that no drill is taken for another. */
  readonly run: string;
  /** Where its directory is made, and where an earlier drill may have made its own; absolute (room.ts). */
  readonly place: string;
  readonly elsewhere: string;
  /** Whether ClearML's API server is started on the restored databases, which are side by side then. */
  readonly clearml: boolean;
}

/** What a part of a drill is decided by. */
export const drillNeeds = (wanted: DrillWanted, source: RestorableSource) => storedPartNeeds('drill', wanted, source);

/** The snapshots of a part, how many bytes it takes once restored, and what goes before and behind. null: this run has done it. Blocked where the backup lacks it. */
export function drillPart(wanted: DrillWanted, source: RestorableSource, facts: StoredPartFacts) {
  const found = storedPart('drill', wanted, source, facts);
  if (found === null) return null;
  const { part, proof } = found;
  const bytes = Number(tagOf(proof, 'archive-bytes') || tagOf(proof, 'bytes') || tagOf(part, 'bytes'));
  return { ...found, bytes: Number.isSafeInteger(bytes) ? bytes : 0 };
}
