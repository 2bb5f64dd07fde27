import { sourceNames } from '@/lib/contract/backup';
import { isGroundcrewError } from '@/lib/core/errors';
import { formatBytes } from '@/lib/core/units';
import { bytesOf, type Stored } from '@/lib/guide/backups/stored';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { BackupSetRecord } from '@/lib/store/repositories/backup-sets';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { readSnapshot } from '../inputs';
import { askStored } from './ask-stored';
import { noteCopyEnded } from './backup-copied';
import { forgetPruned } from './backup-pruned';
import { copyToOf, destinationOf } from './backup-wanted';
import { askUntold, isUntoldError } from './backup-untold';
import { isAway } from './is-away';
import type { RunContext } from './run-context';
import type { EndState } from './run-next';

/** The run's backup as it is begun: it stands among the sets, and counts for nothing. */
export async function noteBackupBegun(context: RunContext, run: RunRecord): Promise<void> {
  const destination = await destinationFor(context, run);
  if (destination === null) return;
  const { backupSets } = context.work.repositories;
  const before = await backupSets.get(run.id);
  if (before?.state !== 'complete') await backupSets.put({ ...(before ?? blank(context, run, destination)), endedAt: null });
  if (run.kind !== 'backup') return;
  await askUntold(context, destination);
  const copyTo = await copyToOf(context.work, context.serverId, await readSnapshot(context.work, run.id));
  if (copyTo !== null) await askUntold(context, copyTo);
}

/**
 * Asks back what is stored of the run's backup, and puts it among the sets: complete only when all of it is there. Called before the run
 * is ended, so that a console that was killed in between asks once more. Answers what the run says of it; null: it made none.
 * Rejects as the connection does when a run whose steps are all done can't ask; while `asksAgain`, also where the server can't tell (`backup.untold`).
 */
export async function noteBackupEnded(context: RunContext, run: RunRecord, state: EndState, asksAgain = true): Promise<string | null> {
  const destination = run.startedAt === null ? null : await destinationFor(context, run);
  if (destination === null) return null;
  const { backupSets } = context.work.repositories;
  const before = (await backupSets.get(run.id)) ?? blank(context, run, destination);
  // A restore's safety backup has ended before the restore has.
  if (run.kind === 'restore' && before.state === 'complete') return null;
  const endedAt = new Date(context.now()).toISOString();
  const isLost = (error: unknown) => state === 'done' && (isAway(error) || (asksAgain && isUntoldError(error)));
  try {
    const { stored, manifest } = await askStored(context, run, destination);
    const { parts, isComplete, verifiedAt } = stored;
    const bytes = bytesOf(stored);
    const set: BackupSetRecord = { ...before, endedAt, state: isComplete ? 'complete' : 'incomplete', verifiedAt, bytes, parts: [...parts], manifest };
    await backupSets.put(set);
    return isComplete ? `The server was asked back: the backup is complete, ${formatBytes(bytes)}.${await forgetPruned(context, destination)}${await noteCopyEnded(context, run, set, isLost)}` : `The backup is incomplete and counts for nothing: ${missingOf(stored)}.`;
  } catch (error) {
    if (!isGroundcrewError(error) || isLost(error)) throw error;
    if (before.state === 'complete') return null;
    // Without parts it stands for one of which nothing is known (engine/backup-sets.ts).
    await backupSets.put({ ...before, endedAt, verifiedAt: null, bytes: 0, parts: [], manifest: null });
    return `It is not known whether the backup is complete, so it counts for nothing until the next one asks again. ${error.message}`;
  }
}

async function destinationFor(context: RunContext, run: RunRecord): Promise<BackupDestinationRecord | null> {
  const { work, serverId } = context;
  if (run.kind !== 'backup' && run.kind !== 'restore') return null;
  return destinationOf(work, serverId, await readSnapshot(context.work, run.id));
}

const blank = (context: RunContext, run: RunRecord, { id, serverId }: BackupDestinationRecord): BackupSetRecord => ({
  id: run.id, serverId, destinationId: id, runId: run.id, startedAt: run.startedAt ?? new Date(context.now()).toISOString(), endedAt: null, state: 'incomplete', verifiedAt: null, provenAt: null, bytes: 0, parts: [], manifest: null,
});

function missingOf({ parts }: Stored): string {
  const open = parts.filter((part) => part.state !== 'complete').map(({ source }) => sourceNames[source]);
  return open.length === 0 ? 'it has no manifest that names its parts' : `${new Intl.ListFormat('en').format(open)} ${open.length > 1 ? 'are' : 'is'} not stored and read back`;
}
