import { isGroundcrewError } from '@/lib/core/errors';
import { isUntold } from '@/lib/engine/backup-sets';
import { bytesOf } from '@/lib/guide/backups/stored';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import { allBackupSets } from '../backup-schedule-sets';
import { putStoredSet, storedSet } from '../stored-set';
import { askStored } from './ask-stored';
import { isAway } from './is-away';
import type { RunContext } from './run-context';

/** So many at once: each is a question to the destination. */
const most = 10;

/** The server answered, but could not tell what lies at a destination: it may be slow, or away for a while. */
export const isUntoldError = (error: unknown): boolean => isGroundcrewError(error) && error.reason === 'backup.untold';

/**
 * Asks about earlier backups at a destination of which it could not be told whether they are complete when their runs ended: they may well be. Until that is
 * known none of them is given up (engine/backup-retention.ts). What can't be told now either is asked with the next backup. Rejects as the connection does.
 */
export async function askUntold(context: RunContext, destination: BackupDestinationRecord): Promise<void> {
  const { work, serverId } = context;
  const untold = (await allBackupSets(work, serverId)).filter((set) => set.destinationId === destination.id && isUntold(set));
  for (const { id } of untold.slice(0, most)) {
    const set = await storedSet(work, id, destination.id);
    if (set === null) continue;
    try {
      const { stored, manifest } = await askStored(context, set, destination);
      const { parts, isComplete, verifiedAt } = stored;
      await putStoredSet(work, { ...set, state: isComplete ? 'complete' : 'incomplete', verifiedAt, bytes: bytesOf(stored), parts: [...parts], manifest });
    } catch (error) {
      if (!isGroundcrewError(error) || isAway(error)) throw error;
      work.resources.log.warn({ err: error, server: serverId, set: id }, 'whether a backup is complete could not be told; it is asked with the next one');
    }
  }
}
