import { hostname } from 'node:os';
import { startStep } from '@/lib/contract/quiesced';
import { restoreStart } from '@/lib/contract/restore-steps';
import { isGroundcrewError } from '@/lib/core/errors';
import { seconds } from '@/lib/core/units';
import { askFacts } from '@/lib/engine/ask';
import { planStep } from '@/lib/engine/plan';
import type { Step } from '@/lib/engine/types';
import { longestStart, writersStarted } from '@/lib/guide/backups/writers-started';
import type { Inputs } from '@/lib/guide/inputs';
import { writersStarted as startedAfterRestore } from '@/lib/guide/restore/writers-started';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { hasStopped } from '../backup-left';
import { readSnapshot } from '../inputs';
import { isHalfRestored, leftBy } from '../restore-left';
import { isAway } from './is-away';
import type { RunContext } from './run-context';
import { say } from './run-plan-step';

/** A cancelled run is not kept open for ever by a server that is gone: a quarter of an hour, by `backoff`. */
const mostAsked = 35;
const byHand = 'Start it with the button on the Backups page.';

/** What a run has stopped and must start before it ends; null: nothing. `what`: for which it was stopped. */
async function stoppedBy({ work, serverId }: RunContext, run: RunRecord): Promise<{ readonly what: 'backup' | 'restore'; readonly startId: string; readonly step: Step<Inputs> } | null> {
  if (hasStopped(run)) return { what: 'backup', startId: startStep, step: writersStarted({ set: run.id }) };
  // Of what is half replaced, by this restore or one before it, a person decides.
  if (run.kind !== 'restore' || run.state !== 'cancelling' || leftBy(run) !== 'stopped' || (await isHalfRestored(work, serverId))) return null;
  const { restore } = await readSnapshot(work, run.id);
  return { what: 'restore', startId: restoreStart, step: startedAfterRestore({ run: run.id, set: restore?.set ?? '' }) };
}

/**
 * Starts what a backup has stopped, or a restore that is cancelled and has replaced nothing, before its run ends otherwise than by its own last steps. Called before the run is ended, so that a
 * console that was killed in between does it once more. `inVain`: how often the server did not answer; a cancelled run is then over at some time.
 * Answers false when the server must be asked again. Rejects when the run was moved on, and when `signal` fires: a person has acted, or the console stops.
 */
export async function startWritersAgain(context: RunContext, run: RunRecord, { inVain, signal }: { readonly inVain: number; readonly signal: AbortSignal }): Promise<boolean> {
  const stopped = await stoppedBy(context, run);
  if (stopped === null) return true;
  const { what, startId } = stopped;
  const step = run.steps.find(({ stepId }) => stepId === startId) ?? null;
  const tell = (text: string) => context.commit({ run: { expect: run.state }, lines: say(step, text) });
  try {
    const { failed, said } = await start(context, run, stopped.step, signal);
    if (failed === null) await context.commit({ run: { expect: run.state }, steps: [{ id: startId, state: 'done', endedAt: context.now(), failure: null, waitsFor: null }], lines: say(step, `What was stopped for the ${what} was started again. ${said}`.trim()) });
    else await tell(`What was stopped for the ${what} may still be stopped: ${failed} ${byHand}`);
    return true;
  } catch (error) {
    if (signal.aborted || (isGroundcrewError(error) && error.reason === 'run.moved')) throw error;
    if (!isGroundcrewError(error)) {
      context.work.resources.log.error({ err: error, run: run.id }, 'what a run has stopped could not be started: an error of our own');
      await tell(`What was stopped for the ${what} may still be stopped: the console made a mistake of its own; its log has the details. ${byHand}`);
      return true;
    }
    const asksAgain = isAway(error) && !(run.state === 'cancelling' && inVain >= mostAsked);
    if (!asksAgain || inVain === 0) await tell(asksAgain ? `What was stopped for the ${what} is not started again yet: ${error.message} Asking again.` : `What was stopped for the ${what} may still be stopped: ${error.message} ${byHand}`);
    return !asksAgain;
  }
}

/** `failed`: why it did not succeed; null: all of it runs and answers. `said`: what was started, as the server says it. */
async function start(context: RunContext, run: RunRecord, step: Step<Inputs>, signal: AbortSignal): Promise<{ failed: string | null; said: string }> {
  const { work } = context;
  const why = `${run.title}: starting ClearML again`;
  // Whoever broke this run's lock may be at a restore by now.
  const lock = await context.use((host) => host.lock({ console: `${hostname()} (${work.resources.environment.origin})`, run: run.id, actor: run.actor, why, since: run.createdAt }));
  if (!lock.taken) return { failed: `another change holds the lock of the server${lock.holder === null ? '' : ` (${lock.holder.why})`}.`, said: '' };
  const inputs = context.inputs(run);
  const planned = planStep(step, await context.use((host) => askFacts(host, work.reach, Object.values(step.needs(inputs)))), inputs);
  if (planned.state === 'blocked') return { failed: planned.blockedBy, said: '' };
  let said = '';
  for (const command of planned.commands) {
    const [answer] = await context.use((host) => host.ask([command], { timeout: seconds(longestStart + 120), signal }));
    if (answer?.exitCode !== 0) return { failed: lastLine(answer?.stderr) || 'starting it came to no end.', said };
    said ||= lastLine(answer.stdout);
  }
  return { failed: null, said };
}

const lastLine = (text = ''): string => text.trim().split('\n').at(-1)?.trim().slice(0, 600) ?? '';
