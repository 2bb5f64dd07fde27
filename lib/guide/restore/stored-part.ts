import type { BackupSource } from '@/lib/contract/backup';
import { Blocked } from '@/lib/engine/blocked';
import { receipt } from '@/lib/facts/receipt';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { freeRepository } from '../backups/free-repository';
import { proofOf, snapshotWith, type BackupWanted } from '../backups/wanted';
import { hashOf } from '../hash';
import { leaveReceipt } from '../receipt-command';

/** Who takes a part of a backup out again. Its receipts are called `<kind>-<source>`. */
interface Taker extends BackupWanted {
  /** The run: receipts hold it, so that what an earlier one did with the same backup is not taken for this one's. */
  readonly run: string;
}

const words = {
  restore: { lacks: 'stored and proven. Choose another backup, or restore other parts', done: 'Remembers that this run has restored it' },
  drill: { lacks: 'stored and read back. Choose another backup', done: 'Remembers that this drill has restored it' },
} as const;
export type TakerKind = keyof typeof words;

/** Whether a part was taken out already, and what is known of the backup. */
export const storedPartNeeds = (kind: TakerKind, { destination: { directory, passphrase }, set }: BackupWanted, source: BackupSource) => ({
  repository: resticRepository(directory, passphrase),
  snapshots: resticSnapshots(directory, passphrase, set),
  receipt: receipt(`${kind}-${source}`),
});

export type StoredPartFacts = { readonly [K in keyof ReturnType<typeof storedPartNeeds>]: ReturnType<ReturnType<typeof storedPartNeeds>[K]['parse']> };

/** The snapshots of a part and of what was counted in it, what frees the repository before, and the receipt to be left. null: this run has taken it out. Blocked where the backup lacks it. */
export function storedPart(kind: TakerKind, wanted: Taker, source: BackupSource, { repository, snapshots, receipt: left }: StoredPartFacts) {
  const { run, set, destination: { directory } } = wanted;
  if (snapshots === undefined) throw new Blocked(`The backup can't be read: in ${directory} is no repository of restic, or the server has no restic. See whether its disk is mounted.`);
  const part = snapshotWith(snapshots, `source=${source}`);
  const proof = part && proofOf(snapshots, source, part);
  if (part === undefined || proof === undefined) throw new Blocked(`The backup ${set} in ${directory} does not hold this part, ${words[kind].lacks}.`);
  const proven = hashOf(run, set, source, part.id);
  return left === proven ? null : { part, proof, before: freeRepository(repository, wanted), after: leaveReceipt(`${kind}-${source}`, proven, words[kind].done) };
}
