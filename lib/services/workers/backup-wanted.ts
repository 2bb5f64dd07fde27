import type { Inputs } from '@/lib/guide/inputs';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import { openBackupDestination } from '../find-backup-destination';
import type { Snapshot } from '../inputs';
import { expiredSets } from '../backup-schedule-sets';
import type { Work } from '../work';

/** Where the run's backup goes; null of other runs, and once the destination was removed. */
export async function destinationOf({ repositories }: Work, serverId: string, { destination: id }: Snapshot): Promise<BackupDestinationRecord | null> {
  return id === undefined ? null : ((await repositories.backupDestinations.of(serverId)).find((each) => each.id === id) ?? null);
}

/** Where the run's backup is copied to; null: nowhere, or that destination was removed. */
export async function copyToOf({ repositories }: Work, serverId: string, { destination, copyTo: id }: Snapshot): Promise<BackupDestinationRecord | null> {
  return id === undefined || id === destination ? null : ((await repositories.backupDestinations.of(serverId)).find((each) => each.id === id) ?? null);
}

/** What the steps of a backup are given besides: the set, which has the run's id, its destination with the passphrase, and the older sets that go: none before a restore, which may be of the very one that the retention gives up. */
export async function wantedBackup(work: Work, run: string, serverId: string, snapshot: Snapshot): Promise<Pick<Inputs, 'backup'>> {
  const destination = await destinationOf(work, serverId, snapshot);
  if (destination === null) return {};
  const copyTo = await copyToOf(work, serverId, snapshot);
  const copy = copyTo && { destination: { ...(await openBackupDestination(work, copyTo)), repositoryId: copyTo.repositoryId }, expired: await expiredSets(work, serverId, copyTo.id) };
  return { backup: { ...(copy && { copy }), set: run, isQuiesced: snapshot.quiesced === true, ...(snapshot.exclude && { exclude: snapshot.exclude }), destination: { ...(await openBackupDestination(work, destination)), repositoryId: destination.repositoryId }, expired: snapshot.restore === undefined ? await expiredSets(work, serverId, destination.id) : [] } };
}
