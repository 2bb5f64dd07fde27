import { replacingData, restoreStart, restoreStop } from '@/lib/contract/restore-steps';
import { isGroundcrewError } from '@/lib/core/errors';
import { formatDuration } from '@/lib/core/units';
import type { PlannedStep } from '@/lib/engine/plan';
import { partSteps } from '@/lib/guide/backups/stored';
import type { RunRecord, StepRecord } from '@/lib/store/repositories/run-record';
import { readSnapshot, type Snapshot } from '../inputs';
import { stoppedAt } from '../restore-outlived';
import { askStored } from './ask-stored';
import { noteBackupEnded } from './backup-set';
import { destinationOf } from './backup-wanted';
import { isAway } from './is-away';
import type { RunContext } from './run-context';

/** `refusal`: why nothing may be replaced now. `told`: what a person must know who is asked for a nod. `since`: only a nod that was given after this time counts, in milliseconds since 1970; null: any. */
export interface BeforeReplacing { readonly refusal: { readonly sentence: string; readonly remedy: string } | null; readonly told: string; readonly since: number | null }

/**
 * Before a step of a restore replaces anything: the backup of what is there now is asked for at its destination each time, where one was wanted, and
 * ClearML must not have run since it was stopped, unless a person nods to that. Rejects as the connection does.
 */
export async function beforeReplacing(context: RunContext, run: RunRecord, step: StepRecord, { commands }: Pick<PlannedStep, 'commands'>): Promise<BeforeReplacing> {
  const stepOf = (id: string) => run.steps.find(({ stepId }) => stepId === id);
  if (wentWell(stepOf(restoreStart)).length > 0) return refused('This restore has started ClearML again already, and what was written since then would be lost.', 'Start another restore, of this part alone.');
  const snapshot = await readSnapshot(context.work, run.id);
  const isSaved = snapshot.destination !== undefined;
  const missing = isSaved ? await missingSafety(context, run, snapshot) : null;
  if (missing !== null) return refused(`${missing} Nothing is replaced.`, 'Retry from the step that failed; or cancel this run, and start another restore.');

  // Stopped once more after a part was stored: something had been started in between.
  const stop = wentWell(stepOf(restoreStop)).at(-1);
  const wasStarted = stop !== undefined && partSteps.some((id) => wentWell(stepOf(id)).some(({ createdAt }) => createdAt < stop.createdAt));
  const isUp = replacingData.includes(step.stepId) && commands.some((command) => command.kind === 'script' && command.file === 'guide/restore/writers-stopped.sh');
  const at = stoppedAt(run) ?? Date.parse(run.startedAt ?? run.createdAt);
  const age = formatDuration(Math.max(0, context.now() - at));
  return {
    refusal: null,
    told: [
      isUp || wasStarted ? 'ClearML was started after it had been stopped for this restore: what was written since then is in no backup, and is lost.' : '',
      isSaved ? `What was there ${age} ago is saved in a backup of its own.` : `ClearML was stopped ${age} ago, and what was there is not saved.`,
    ].filter(Boolean).join(' '),
    since: isUp || wasStarted ? Date.parse(stepOf(restoreStop)?.endedAt ?? run.createdAt) : null,
  };
}

const wentWell = (step: StepRecord | undefined) => (step?.attempts ?? []).filter(({ exitCode }) => exitCode === 0);
const refused = (sentence: string, remedy: string): BeforeReplacing => ({ refusal: { sentence, remedy }, told: '', since: null });

/** Why the safety backup can't be relied on, in a sentence; null: it lies there as a whole, and stands among the sets. */
async function missingSafety(context: RunContext, run: RunRecord, snapshot: Snapshot): Promise<string | null> {
  const { backupSets } = context.work.repositories;
  const destination = await destinationOf(context.work, context.serverId, snapshot);
  if (destination === null) return 'The destination of the backup of what is there now was removed.';
  try {
    if ((await backupSets.get(run.id))?.state !== 'complete') await noteBackupEnded(context, run, 'done');
    else if (!(await askStored(context, run, destination)).stored.isComplete) return 'The backup of what is there now does not lie at its destination any more as it was stored.';
  } catch (error) {
    if (!isGroundcrewError(error) || isAway(error)) throw error;
    return `It is not known whether the backup of what is there now is complete. ${error.message}`;
  }
  return (await backupSets.get(run.id))?.state === 'complete' ? null : 'The backup of what is there now is not complete.';
}
