import type { Inputs } from '@/lib/guide/inputs';
import { openBackupDestination } from '../find-backup-destination';
import type { Snapshot } from '../inputs';
import type { Work } from '../work';

/** What the steps of a drill are given besides: the backup, its destination with the passphrase, and their place. Nothing once the destination was removed. */
export async function wantedDrill(work: Work, run: string, serverId: string, { drill }: Pick<Snapshot, 'drill'>): Promise<Pick<Inputs, 'drill'>> {
  if (drill === undefined) return {};
  const { destination: id, withoutClearml, foreign, ...wanted } = drill;
  const found = (await work.repositories.backupDestinations.of(serverId)).find((each) => each.id === id);
  if (found === undefined) return {};
  return { drill: { run, ...wanted, clearml: withoutClearml === null, ...(foreign && { images: foreign.images }), destination: { ...(await openBackupDestination(work, found)), repositoryId: found.repositoryId } } };
}
