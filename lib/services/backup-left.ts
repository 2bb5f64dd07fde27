import { isPastItsMoment, startStep, stopStep } from '@/lib/contract/quiesced';
import { restoreStart } from '@/lib/contract/restore-steps';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import type { Work } from './work';

const stateOf = ({ steps }: Pick<RunRecord, 'steps'>, id: string) => steps.find(({ stepId }) => stepId === id)?.state;
const isStarted = (run: Pick<RunRecord, 'steps'>): boolean => [stateOf(run, startStep), stateOf(run, restoreStart)].some((state) => state === 'done' || state === 'in-place');

/** Whether this run has stopped ClearML, or may have, and is not known to have started it again. */
export const hasStopped = (run: Pick<RunRecord, 'steps'>): boolean =>
  (run.steps.find(({ stepId }) => stepId === stopStep)?.attempts.some(({ state }) => state !== 'unneeded') ?? false) && !isStarted(run);

/** Whether it can't be retried: `isPastItsMoment`. */
export const isPast = ({ steps }: Pick<RunRecord, 'steps'>): boolean => isPastItsMoment(steps.map(({ stepId: id, state }) => ({ id, state })));

/** Of the newest runs of a server; what is older than these is long settled. */
const most = 100;

/** The run of a backup that has left ClearML stopped, or may have, though nothing of it goes on; null: none. */
export async function leftStoppedBy({ repositories: { runs } }: Work, serverId: string): Promise<RunRecord | null> {
  const told = (await runs.list({ serverId, limit: most })).find((run) => hasStopped(run) || isStarted(run));
  return told !== undefined && hasStopped(told) && told.endedAt !== null ? told : null;
}
