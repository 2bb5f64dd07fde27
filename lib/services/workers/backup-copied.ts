import { isGroundcrewError } from '@/lib/core/errors';
import { bytesOf } from '@/lib/guide/backups/stored';
import type { BackupSetRecord } from '@/lib/store/repositories/backup-sets';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { placeName } from '../find-backup-destination';
import { readSnapshot } from '../inputs';
import { askStored } from './ask-stored';
import { forgetPruned } from './backup-pruned';
import { copyToOf } from './backup-wanted';
import type { RunContext } from './run-context';

/**
 * Asks back what lies of a complete backup where it was copied to, and notes it there: complete only when all of it is. Answers what the run
 * says of it; empty where no copy was wanted. One that was wanted and not begun is noted as one that is not complete. Rejects where `isLost` says of an error that the server may tell it later.
 */
export async function noteCopyEnded(context: RunContext, run: RunRecord, set: BackupSetRecord, isLost: (error: unknown) => boolean): Promise<string> {
  const { work, serverId } = context;
  const { backupCopies } = work.repositories;
  const snapshot = await readSnapshot(work, run.id);
  const { uncopied } = snapshot;
  const copyTo = await copyToOf(work, serverId, uncopied === undefined ? snapshot : { ...snapshot, copyTo: uncopied.to });
  if (copyTo === null) return uncopied === undefined ? '' : ` It was not copied. ${uncopied.why}`;
  const before = await backupCopies.get(set.id, copyTo.id);
  const record: BackupSetRecord = { ...set, destinationId: copyTo.id, state: 'incomplete', verifiedAt: null, provenAt: null, bytes: 0, parts: [], manifest: null, ...before, endedAt: new Date(context.now()).toISOString() };
  if (uncopied !== undefined) {
    if (before?.state !== 'complete') await backupCopies.put(record);
    return ` It was not copied to ${placeName(copyTo.place)}. ${uncopied.why}`;
  }
  try {
    const { stored, manifest, at } = await askStored(context, run, copyTo);
    const { parts, isComplete } = stored;
    // The repository was checked just before the manifest was written.
    await backupCopies.put({ ...record, state: isComplete ? 'complete' : 'incomplete', verifiedAt: isComplete ? at : null, bytes: bytesOf(stored), parts: [...parts], manifest });
    return isComplete ? ` So is its copy at ${placeName(copyTo.place)}.${await forgetPruned(context, copyTo)}` : ` Its copy at ${placeName(copyTo.place)} is not complete and counts for nothing there; Retry goes on with it.`;
  } catch (error) {
    if (!isGroundcrewError(error) || isLost(error)) throw error;
    if (before?.state !== 'complete') await backupCopies.put({ ...record, verifiedAt: null, bytes: 0, parts: [], manifest: null });
    return ` It is not known whether its copy at ${placeName(copyTo.place)} is complete. ${error.message}`;
  }
}
