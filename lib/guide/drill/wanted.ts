import type { RestorableSource } from '@/lib/contract/drill';
import { Blocked } from '@/lib/engine/blocked';
import { receipt } from '@/lib/facts/receipt';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { freeRepository } from '../backups/free-repository';
import { snapshotWith, tagOf, type BackupWanted } from '../backups/wanted';
import { hashOf } from '../hash';
import { leaveReceipt } from '../receipt-command';

/** One drill as its run makes it. `set` and `destination` name the backup that is restored. */
export interface DrillWanted extends BackupWanted {
  /** The run: names, labels and receipts hold it, so that no drill is taken for another. */
  readonly run: string;
  /** Where its directory is made, and where an earlier drill may have made its own; absolute (room.ts). */
  readonly place: string;
  readonly elsewhere: string;
}

/** What a part of a drill is decided by. */
export const drillNeeds = ({ destination: { directory, passphrase }, set }: DrillWanted, source: RestorableSource) => ({
  repository: resticRepository(directory, passphrase),
  snapshots: resticSnapshots(directory, passphrase, set),
  receipt: receipt(`drill-${source}`),
});

type PartFacts = { readonly [K in keyof ReturnType<typeof drillNeeds>]: ReturnType<ReturnType<typeof drillNeeds>[K]['parse']> };

/** The snapshots of a part, how many bytes it takes once restored, and what goes before and behind. null: this run has done it. Blocked where the backup lacks it. */
export function drillPart(wanted: DrillWanted, source: RestorableSource, { repository, snapshots, receipt: left }: PartFacts) {
  const { directory } = wanted.destination;
  if (snapshots === undefined) throw new Blocked(`The backup can't be read: in ${directory} is no repository of restic, or the server has no restic. See whether its disk is mounted.`);
  const part = snapshotWith(snapshots, `source=${source}`);
  const proof = part && snapshotWith(snapshots, `source=${source}-proof`, `of=${part.id}`);
  if (part === undefined || proof === undefined) throw new Blocked(`The backup ${wanted.set} in ${directory} does not hold this part, stored and read back. Choose another backup.`);
  const proven = hashOf(wanted.run, wanted.set, source, part.id);
  if (left === proven) return null;
  const bytes = Number(tagOf(proof, 'archive-bytes') || tagOf(proof, 'bytes') || tagOf(part, 'bytes'));
  return { part, proof, bytes: Number.isSafeInteger(bytes) ? bytes : 0, before: freeRepository(repository, wanted), after: leaveReceipt(`drill-${source}`, proven, 'Remembers that this drill has restored it') };
}
