import { secret } from '@/lib/core/secret';
import type { Inputs } from '@/lib/guide/inputs';
import { openBackupDestination } from '../find-backup-destination';
import type { Snapshot } from '../inputs';
import type { Work } from '../work';

/** What the steps of a restore are given besides: the backup, and its destination with the passphrase. Nothing once that was removed. */
export async function wantedRestore(work: Work, run: string, serverId: string, { restore }: Pick<Snapshot, 'restore'>): Promise<Pick<Inputs, 'restore'>> {
  if (restore === undefined) return {};
  const { destination: id, set, parts, file } = restore;
  if (id === null) return { restore: { run, set, parts, destination: { directory: '', passphrase: secret(''), repositoryId: null } } };
  const found = (await work.repositories.backupDestinations.of(serverId)).find((each) => each.id === id);
  if (found === undefined) return {};
  return { restore: { run, set, parts, ...(file !== undefined && { file }), destination: { ...(await openBackupDestination(work, found)), repositoryId: found.repositoryId } } };
}
