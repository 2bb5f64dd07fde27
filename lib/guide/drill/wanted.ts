import type { RestorableSource } from '@/lib/contract/drill';
import { tagOf, type BackupWanted } from '../backups/wanted';
import { storedPart, storedPartNeeds, type StoredPartFacts } from '../restore/stored-part';

/** Of which image the drill of another server's backup starts each database; empty: of that which runs here, which is the same. */
export type DrillImages = Readonly<Record<'mongodb' | 'elasticsearch', string>>;

/** One drill as its run makes it. `set` and `destination` name the backup that is restored. */
export interface DrillWanted extends BackupWanted {
  /** The run: names, labels and receipts hold it, so that no drill is taken for another. */
  readonly run: string;
  /** Where its directory is made, and where an earlier drill may have made its own; absolute (room.ts). */
  readonly place: string;
  readonly elsewhere: string;
  /** Whether ClearML's API server is started on the restored databases, which are side by side then. */
  readonly clearml: boolean;
  /** Only of another server's backup: the images that it was made with. Nothing of what lives here is compared with it. */
  readonly images?: DrillImages;
}

/** The image of a database as a word of its script; none where it is that of the one that runs. */
export const imageWord = ({ images }: DrillWanted, part: keyof DrillImages): readonly string[] => (images === undefined ? [] : [images[part]]);

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
