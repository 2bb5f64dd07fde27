import { hostname } from 'node:os';
import { count, seconds } from '@/lib/core/units';
import { isGroundcrewError } from '@/lib/core/errors';
import type { ServerLock } from '@/lib/shell/host';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { currentStep } from '../run-sentence';
import { hasStopped, isPast } from '../backup-left';
import type { RunContext } from './run-context';
import type { EndState } from './run-next';
import { say } from './run-plan-step';

/**
 * Takes the server's lock, or waits for whoever holds it and answers false. Taking it again costs nothing, and is how a
 * lock that somebody broke meanwhile is noticed.
 */
export async function takeLock(context: RunContext, run: RunRecord, signal: AbortSignal): Promise<boolean> {
  const { environment, clock } = context.work.resources;
  const lock: ServerLock = { console: `${hostname()} (${environment.origin})`, run: run.id, actor: run.actor, why: run.title, since: run.createdAt };
  const answer = await context.use((host) => host.lock(lock));
  const step = currentStep(run);
  const now = context.now();
  if (answer.taken) {
    context.hasLock = true;
    const isStart = run.startedAt === null;
    const steps = step?.waitsFor?.kind === 'lock' ? [{ id: step.stepId, state: 'pending' as const, waitsFor: null }] : [];
    const isGoing = run.state === 'running' || run.state === 'cancelling';
    if (isGoing && !isStart) return true;
    await context.commit({ run: { expect: run.state, ...(isGoing ? {} : { state: 'running' as const }), ...(isStart ? { startedAt: now } : {}) }, steps, lines: { stream: 'console', step: null, texts: isStart ? opening(context, run) : ['The server is free; going on.'] } });
    return true;
  }
  context.hasLock = false;
  context.planned.clear(); // whoever holds it changes the server: it is planned anew
  const sentence = describe(answer.holder);
  if (step !== null && step.waitsFor?.sentence !== sentence)
    await context.commit({ run: { expect: run.state, state: run.state === 'cancelling' ? undefined : 'waiting' }, steps: [{ id: step.stepId, state: 'waiting', waitsFor: { kind: 'lock', sentence, commands: [] } }], lines: say(null, sentence) });
  await clock.sleep(seconds(5), signal);
  return false;
}

function opening({ redactor }: RunContext, run: RunRecord): string[] {
  const short = redactor.tooShort.length;
  return [`${run.title}: started by ${run.actor}.`, ...(short === 0 ? [] : [`${count(short, 'secret')} of fewer than 4 characters can't be hidden in the output.`])];
}

function describe(holder: ServerLock | null): string {
  if (holder === null) return 'Another change holds the lock of the server, and does not say whose it is. Break the lock if you know that nothing runs.';
  const clean = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 120);
  return `Waiting for "${clean(holder.why)}" by ${clean(holder.actor)}, started from the console ${clean(holder.console)} at ${clean(holder.since)}.`;
}

/** Gives the lock back and closes the run. `result`: what it says of what it made; null: nothing. */
export async function endRun(context: RunContext, run: RunRecord, state: EndState, result: string | null = null): Promise<void> {
  const lines: string[] = result === null ? [] : [result];
  try {
    // Also of a run that has not begun: its lock may have been taken by a call whose answer was lost.
    await context.use((host) => host.unlock(run.id));
  } catch (error) {
    // Nothing runs any more: a cancelled run, or one that stands aside and failed, must not stay open for ever because the server is gone.
    if (state === 'done' || !isGroundcrewError(error)) throw error;
    lines.push(run.startedAt === null ? `It is not known whether the server holds a lock of this run: ${error.message} A run that finds it there names it, and it can be broken then.` : `The lock could not be given back: ${error.message} Break it when the server answers again.`);
  }
  context.hasLock = false;
  lines.push(state === 'done' ? `${run.title}: all steps have ended.` : state === 'cancelled' ? `${run.title}: cancelled.` : `${run.title}: it has ended. ${run.kind === 'backup' ? hasStopped(run) || isPast(run) ? 'It counts for nothing; start another backup' : 'It counts for nothing until it is complete; Retry goes on with it' : run.kind === 'drill' ? 'It proves nothing of the backup, and ClearML was not touched' : run.kind === 'file' ? 'No file that was there is changed' : testLeft(run)}. Nothing is blocked by it.`);
  const step = currentStep(run);
  const steps = state === 'cancelled' && step !== null && (step.state === 'waiting' || step.state === 'running') ? [{ id: step.stepId, state: 'cancelled' as const, waitsFor: null }] : [];
  await context.commit({ run: { expect: run.state, state, endedAt: context.now() }, steps, lines: { stream: 'console', step: null, texts: lines } });
}

/** The test's own exit codes: 61 after it removed all that it wrote, 62 after it named what it could not remove. */
function testLeft({ id, steps }: RunRecord): string {
  const [step] = steps;
  const isRun = step?.attempts.some(({ state }) => state !== 'unneeded') ?? false;
  return !isRun ? 'It wrote nothing'
    : step?.exitCode === 61 ? 'It removed all that it wrote'
    : step?.exitCode === 62 ? 'Its last lines name what it could not remove: delete that in ClearML'
    : `It may not have removed what it wrote: delete in ClearML whatever has a name that begins with groundcrew-test-${id}`;
}
