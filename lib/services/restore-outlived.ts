import { startStep } from '@/lib/contract/quiesced';
import { restoreStart, restoreStop } from '@/lib/contract/restore-steps';
import type { RunRecord, StepRecord } from '@/lib/store/repositories/run-record';
import { leftBy } from './restore-left';
import type { Work } from './work';

/** Begun, these have started ClearML, or may have. */
const starts: readonly string[] = [restoreStart, startStep, 'installation/compose-up'];
/** Done, these show that it ran. */
const shows: readonly string[] = [...starts, 'acceptance/acceptance-test'];
/** Of the newest runs with such a step: any of them tells. */
const most = 50;

/** When a restore has stopped ClearML last, or found it stopped, in milliseconds since 1970; null: it did not come so far. */
export function stoppedAt({ steps }: Pick<RunRecord, 'steps'>): number | null {
  const stop = steps.find(({ stepId }) => stepId === restoreStop);
  const at = lastReal(stop)?.createdAt ?? (stop?.state === 'in-place' ? stop.endedAt : null);
  return at === null ? null : Date.parse(at);
}

/** The last attempt that was claimed by the server, as far as is known. */
const lastReal = (step: StepRecord | undefined) => step?.attempts.findLast(({ state }) => state !== 'unneeded');

/**
 * Whether another run of this console has started ClearML since a restore stopped it, so that what was written since is in no backup of that restore:
 * then it is not gone on with. What a person starts by hand is seen before each step that replaces something (workers/restore-safety.ts).
 */
export async function isOutlived({ repositories: { runs } }: Work, run: RunRecord): Promise<boolean> {
  const since = stoppedAt(run);
  if (run.kind !== 'restore' || run.serverId === null || since === null) return false;
  // It has started ClearML itself, and may only test it; after another restore there is nothing of it to test.
  if (leftBy(run) === 'up') return (await runs.list({ serverId: run.serverId, kind: 'restore', steps: [restoreStop], limit: most })).some((other) => other.createdAt > run.createdAt && stoppedAt(other) !== null);
  const isLater = (time: string | null) => time !== null && Date.parse(time) > since;
  const isStart = ({ stepId, state, endedAt, attempts }: StepRecord) =>
    (shows.includes(stepId) && (state === 'done' || state === 'in-place') && isLater(endedAt)) || (starts.includes(stepId) && attempts.some((attempt) => attempt.state !== 'unneeded' && isLater(attempt.createdAt)));
  // A backup that stops ClearML for itself starts only what it has stopped: beside a restore that is nothing.
  return (await runs.list({ serverId: run.serverId, steps: shows, limit: most })).some((other) => other.id !== run.id && other.kind !== 'backup' && other.steps.some(isStart));
}
