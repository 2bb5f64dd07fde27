import { GroundcrewError } from '@/lib/core/errors';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import type { Snapshot } from '../inputs';
import { noteBackupEnded } from './backup-set';
import type { RunContext } from './run-context';

/**
 * Before a restore stops anything, the backup of what is there now stands among the sets, where one was wanted.
 * Throws GroundcrewError `conflict` when it is not complete: a step of it may have been skipped.
 */
export async function noteSafety(context: RunContext, run: RunRecord): Promise<void> {
  const { runs, backupSets } = context.work.repositories;
  if (run.kind !== 'restore' || (JSON.parse((await runs.inputs(run.id)).reveal()) as Snapshot).destination === undefined) return;
  await noteBackupEnded(context, run, 'done');
  if ((await backupSets.get(run.id))?.state === 'complete') return;
  throw new GroundcrewError({ code: 'conflict', reason: 'restore.no-safety', message: 'The backup of what is there now is not complete, so nothing was stopped and nothing is replaced.', remedy: 'Retry from its step that is missing; or cancel, and start the restore without such a backup.' });
}
