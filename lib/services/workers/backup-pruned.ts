import { count } from '@/lib/core/units';
import { askFacts } from '@/lib/engine/ask';
import { resticSnapshotsOf, type ResticSnapshot } from '@/lib/facts/restic-snapshots';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import { expiredSets } from '../backup-schedule-sets';
import { openBackupDestination } from '../find-backup-destination';
import type { RunContext } from './run-context';

/**
 * Takes the sets out of the store that the retention gave up and that are gone from the repository, once the server was asked. Answers what
 * the run says of it, empty where there is nothing to say. Never rejects: what is not taken out now is with the next backup.
 */
export async function forgetPruned(context: RunContext, destination: BackupDestinationRecord): Promise<string> {
  const { work, serverId } = context;
  try {
    const expired = await expiredSets(work, serverId, destination.id);
    if (expired.length === 0) return '';
    const { directory, passphrase } = await openBackupDestination(work, destination);
    const fact = resticSnapshotsOf(directory, passphrase, expired);
    const reading = (await context.use((host) => askFacts(host, work.reach, [fact]))).get(fact.id);
    // No repository is no proof that they are gone: its disk may not be mounted.
    if (reading?.readable !== true || reading.value === undefined) return '';
    const snapshots = reading.value as readonly ResticSnapshot[];
    const gone = expired.filter((set) => !snapshots.some(({ tags }) => tags.includes(`set=${set}`)));
    const { backupCopies, backupSets } = work.repositories;
    for (const set of gone) {
      // At another destination it still lies.
      if ((await backupSets.get(set))?.destinationId === destination.id) await backupSets.remove(set);
      await backupCopies.remove(set, destination.id);
    }
    return gone.length === 0 ? '' : ` ${count(gone.length, 'older one')} ${gone.length === 1 ? 'is' : 'are'} deleted, as the retention says.`;
  } catch (error) {
    work.resources.log.error({ err: error, server: serverId }, 'which older backups are deleted could not be asked; it is asked after the next one');
    return '';
  }
}
