import { isAside } from '@/lib/contract/run';
import { seconds, minutes } from '@/lib/core/units';
import type { AttemptStatus } from '@/lib/shell/host';
import type { AttemptRecord, RunRecord, StepRecord } from '@/lib/store/repositories/run-record';
import { currentStep } from '../run-sentence';
import { noteChange } from './changed-server';
import { commandResults } from './command-results';
import { reconcile } from './reconcile';
import type { RunContext } from './run-context';
import { blockedStep, commandFailed } from './run-failure';
import { followAttempt } from './run-follow';
import { takeLock } from './run-lock';
import { isReboot } from './run-next';
import { planNext, say } from './run-plan-step';

const longestShutdown = minutes(10);

interface Options {
  /** The run is being cancelled and this step may be stopped. */
  readonly stop: boolean;
  readonly signal: AbortSignal;
}

/** Asks the server about a recorded attempt and brings it one stage further (design.md §4.5). */
export async function reconcileAttempt(context: RunContext, run: RunRecord, step: StepRecord, attempt: AttemptRecord, { stop, signal }: Options): Promise<void> {
  const first = await context.use((host) => host.status(attempt.id));
  if (!first.claimed) {
    if (run.state !== 'cancelling' && !isLater(run, step)) return startOrPlan(context, run, step, attempt, signal);
    // A start whose connection was lost may still be on its way: only one that can't begin any more is dropped.
    const withdrawn = await context.use((host) => host.withdraw(attempt.id));
    return withdrawn.claimed || withdrawn.active ? undefined : dropUnstarted(context, run, step, attempt);
  }
  if (attempt.bootId === null) await context.commit({ attempt: { id: attempt.id, bootId: first.bootId } });
  const wasStopped = stop && first.active;
  if (wasStopped) await context.use((host) => host.cancel(attempt.id));

  const status = await watch(context, step, attempt, signal);
  if (signal.aborted) return;
  const verdict = reconcile(status, isReboot(step));
  if (verdict === 'going-down') return waitForShutdown(context, run, step, attempt, status, signal);
  if (verdict === 'finished' || verdict === 'rebooted') return finish(context, run, step, attempt, status);
  if (verdict !== 'interrupted') return; // it was claimed again or is still active: asked anew in the next round
  const now = context.now();
  if (wasStopped)
    return context.commit({ run: { expect: run.state }, attempt: { id: attempt.id, state: 'cancelled', endedAt: now, ...ran(attempt, status) }, steps: [{ id: step.stepId, state: 'cancelled', endedAt: now }], lines: say(step, `${step.title}: stopped; its unit is verified dead.`) });
  const restarted = status.bootId !== status.currentBootId;
  await context.commit({
    run: { expect: run.state },
    attempt: { id: attempt.id, state: 'interrupted', endedAt: now, ...ran(attempt, status) },
    steps: isLater(run, step) ? [{ id: step.stepId, state: 'pending' }] : [],
    lines: say(step, `${step.title}: ${restarted ? 'the server restarted while it ran' : 'it was killed on the server'}; asking what is still missing.`),
  });
}

/** Follows the log; past the usual time the page is told that the step is slow. */
async function watch(context: RunContext, step: StepRecord, attempt: AttemptRecord, signal: AbortSignal): Promise<AttemptStatus> {
  const isOver = new AbortController();
  const left = step.startedAt === null ? step.usually : Date.parse(step.startedAt) + step.usually - context.now();
  if (left > 0)
    void context.work.resources.clock.sleep(left + 1, AbortSignal.any([isOver.signal, signal])).then(() => (isOver.signal.aborted || signal.aborted ? undefined : context.publish().catch(() => undefined)));
  try {
    return await followAttempt(context, step, attempt, signal);
  } finally {
    isOver.abort();
  }
}

async function startOrPlan(context: RunContext, run: RunRecord, step: StepRecord, attempt: AttemptRecord, signal: AbortSignal): Promise<void> {
  const commands = context.planned.get(attempt.id);
  if (commands === undefined) return planNext(context, run, step, attempt);
  if (!(await takeLock(context, run, signal))) return;
  if (signal.aborted) return; // a person has acted since the run was read: perhaps they cancelled it
  if (!isAside(run.kind)) await noteChange(context.work, context.serverId);
  await context.use((host) => host.start({ id: attempt.id, commands }));
}

/** Whether or not the step may be stopped: what has not begun need not begin. */
async function dropUnstarted(context: RunContext, run: RunRecord, step: StepRecord, attempt: AttemptRecord): Promise<void> {
  const now = context.now();
  const isCancelled = run.state === 'cancelling';
  context.planned.delete(attempt.id);
  await context.commit({
    run: { expect: run.state },
    attempt: { id: attempt.id, state: 'unneeded', endedAt: now },
    steps: [{ id: step.stepId, ...(isCancelled ? { state: 'cancelled' as const, endedAt: now } : { state: 'pending' as const }), waitsFor: null }],
    lines: say(step, isCancelled ? `${step.title}: cancelled before it was started.` : `${step.title}: it was never started; its turn comes after the steps before it.`),
  });
}

async function finish(context: RunContext, run: RunRecord, step: StepRecord, attempt: AttemptRecord, status: AttemptStatus): Promise<void> {
  const now = context.now();
  context.planned.delete(attempt.id);
  const ended = { id: attempt.id, state: 'finished' as const, exitCode: status.exitCode, bootId: status.bootId, endedAt: now, ...ran(attempt, status) };
  if (status.exitCode === null || status.exitCode === 0) return context.commit({ run: { expect: run.state }, attempt: ended, steps: [{ id: step.stepId, exitCode: status.exitCode }] });
  if (isLater(run, step)) return context.commit({ run: { expect: run.state }, attempt: ended, steps: [{ id: step.stepId, state: 'pending' }], lines: say(step, `${step.title}: the attempt from before the retry ended with exit code ${status.exitCode}.`) });
  const failure = await commandFailed(context, step, status);
  await context.commit({
    run: { expect: run.state, state: run.state === 'cancelling' ? undefined : 'failed' },
    attempt: ended,
    steps: [{ id: step.stepId, state: 'failed', exitCode: status.exitCode, endedAt: now, failure }],
    lines: say(step, `${step.title}: failed. ${failure.sentence}`),
  });
}

/** For the record: how far it came, command by command. */
const ran = ({ executed }: AttemptRecord, status: AttemptStatus) => (executed === null ? {} : { executed: commandResults(executed, status) });

/** The run was retried from an earlier step: this one is planned again when its turn comes, however its old attempt ended. */
const isLater = (run: RunRecord, step: StepRecord): boolean => currentStep(run)?.stepId !== step.stepId;

/** The machine was told to restart and still answers: ask again, up to a limit. */
async function waitForShutdown(context: RunContext, run: RunRecord, step: StepRecord, attempt: AttemptRecord, status: AttemptStatus, signal: AbortSignal): Promise<void> {
  const since = step.startedAt === null ? context.now() : Date.parse(step.startedAt);
  if (context.now() - since < longestShutdown) {
    await context.work.resources.clock.sleep(seconds(2), signal);
    // Its connection is about to die in the shutdown; a new one is opened each time, so that a hanging one can't fool us.
    context.work.connections.reset(context.serverId);
    return;
  }
  const now = context.now();
  const failure = { ...blockedStep('The server was told to restart ten minutes ago and still runs with the same boot id.', 'Look on the server why it does not go down (systemctl list-jobs), restart it by hand, then retry.'), serverState: 'The restart was asked for and has not happened.' };
  await context.commit({ run: { expect: run.state, state: run.state === 'cancelling' ? undefined : 'failed' }, attempt: { id: attempt.id, state: 'interrupted', bootId: status.bootId, endedAt: now, ...ran(attempt, status) }, steps: [{ id: step.stepId, state: 'failed', endedAt: now, failure }], lines: say(step, failure.sentence) });
}
