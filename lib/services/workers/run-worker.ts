import { seconds } from '@/lib/core/units';
import { isGroundcrewError, type GroundcrewError } from '@/lib/core/errors';
import type { RunStep } from '@/lib/contract/run';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { currentStep } from '../run-sentence';
import type { Work } from '../work';
import { noteBackupBegun, noteBackupEnded } from './backup-set';
import { isUntoldError } from './backup-untold';
import { startWritersAgain } from './backup-writers';
import { noteDrillEnded } from './drill-ended';
import { askBack } from './changed-server';
import { backoff } from './connections';
import { followAdopted } from './run-adopted';
import { reconcileAttempt } from './run-attempt';
import { leftSentence } from './restore-ended';
import { findAgain, isLost, noteLost } from './run-connection';
import { openRun, type RunContext } from './run-context';
import { blockedStep } from './run-failure';
import { judge } from './run-judge';
import { endRun, takeLock } from './run-lock';
import { isFailedAside, next, openAttempt, type Action } from './run-next';
import { planNext, say } from './run-plan-step';
import { createBars } from './bars';

export interface RunWorker {
  /** Look again: a person has acted. What is being followed is left and taken up again. */
  wake(): void;
  /** Ends this worker and writes nothing more; the run itself goes on. */
  stop(): void;
  bars(): RunStep['bars'];
  readonly done: Promise<void>;
}

const ended: readonly RunRecord['state'][] = ['done', 'cancelled'];
/** An adopted attempt is not retried: however it ended, that is its end. */
const hasEnded = (run: RunRecord) => ended.includes(run.state) || (run.kind === 'adopted' && (run.state === 'failed' || run.state === 'interrupted')) || (isFailedAside(run) && run.endedAt !== null);
/** A quarter of an hour, by `backoff`, and the time that the answers take. Then the run ends, and the next backup asks. */
const mostUntold = 35;
const needsPerson: readonly GroundcrewError['code'][] = ['login', 'host_key', 'sudo'];

/** Drives one run until it has ended. All that it knows is in the database: killed at any point, a new one goes on. */
export function startRunWorker(work: Work, runId: string): RunWorker {
  const { clock, log } = work.resources;
  const stopped = new AbortController();
  let woken = new AbortController();
  const bars = createBars();
  let failures = 0;
  /** How often it was asked in vain to start what the run has stopped. */
  let inVain = 0;
  /** How often the server could not tell what is stored of the run's backup. */
  let untold = 0;
  /** So that the same refusal is not told again and again. */
  let lastSaid = '';

  const pause = (milliseconds: number) => clock.sleep(milliseconds, woken.signal);
  const restUntilWoken = () => new Promise<void>((resolve) => (woken.signal.aborted ? resolve() : woken.signal.addEventListener('abort', () => resolve(), { once: true })));

  async function drive(): Promise<void> {
    const first = await work.repositories.runs.get(runId);
    if (first === null || first.serverId === null) return;
    const context = await openRun(work, first, first.serverId, bars);
    while (!stopped.signal.aborted) {
      if (woken.signal.aborted) {
        woken = new AbortController();
        await context.reload();
        context.judged = null;
      }
      if (stopped.signal.aborted) return;
      const run = await work.repositories.runs.get(runId);
      if (run === null || run.serverId === null || hasEnded(run)) return;
      try {
        const action = next(run, { now: context.now(), hasLock: context.hasLock });
        // A cancelled run of which nothing runs any more may end without its server.
        if (isLost(run) && !(action.do === 'end' && action.state === 'cancelled')) await findAgain(context, run);
        else await act(context, run, action);
        failures = 0;
      } catch (error) {
        if (stopped.signal.aborted) return;
        await recover(context, run, error);
      }
    }
  }

  async function act(context: RunContext, run: RunRecord, action: Action): Promise<void> {
    switch (action.do) {
      case 'rest': return restUntilWoken();
      case 'wait': return pause(action.until - context.now());
      case 'release': return context.commit({ run: { expect: run.state, state: 'running' }, steps: [{ id: action.step.stepId, state: 'pending', waitsFor: null }] });
      case 'take-lock': return (await takeLock(context, run, woken.signal)) ? noteBackupBegun(context, run) : undefined;
      case 'plan': return planNext(context, run, action.step);
      case 'reconcile': return reconcileAttempt(context, run, action.step, action.attempt, { stop: action.stop, signal: woken.signal });
      case 'follow': return followAdopted(context, run, action.step, action.attempt, woken.signal);
      case 'judge': return judge(context, run, action.step, action.attempt);
      case 'end':
        if (!(await startWritersAgain(context, run, { inVain, signal: woken.signal }))) return pause(backoff(++inVain));
        await endRun(context, run, action.state, [await noteBackupEnded(context, run, action.state, untold < mostUntold), await noteDrillEnded(context, run, action.state), action.state === 'cancelled' ? await leftSentence(work, run) : null].filter((each) => each !== null).join(' ') || null);
        return askBack(work, run, context.serverId, action.state);
    }
  }

  async function recover(context: RunContext, run: RunRecord, error: unknown): Promise<void> {
    if (isGroundcrewError(error) && error.reason === 'run.moved') return pause(20);
    if (woken.signal.aborted) return;
    if (isGroundcrewError(error) && (error.code === 'unreachable' || needsPerson.includes(error.code))) {
      const willAskAgain = error.code === 'unreachable';
      await noteLost(context, run, error, willAskAgain);
      return willAskAgain ? pause(backoff(++failures)) : restUntilWoken();
    }
    if (isUntoldError(error) && currentStep(run) === null) return askUntoldAgain(context, run, error);
    log.error({ err: error, run: runId }, 'a run met an unforeseen error');
    if (run.state === 'cancelling' && openAttempt(run) !== null) return keepAsking(context, run, error);
    await giveUp(context, run, error);
  }

  /** All its steps are done, and only what is stored is not told: that is asked again for a while, so that a good backup does not count for nothing. */
  async function askUntoldAgain(context: RunContext, run: RunRecord, error: unknown): Promise<void> {
    if (++untold === 1) await context.commit({ run: { expect: run.state }, lines: say(null, `It is not known yet whether the backup is complete: ${isGroundcrewError(error) ? error.message : ''} Asking again.`) });
    return pause(backoff(untold));
  }

  /** While something may still run on the server, a run is not called cancelled and its lock is not given back. */
  async function keepAsking(context: RunContext, run: RunRecord, error: unknown): Promise<void> {
    const sentence = `${isGroundcrewError(error) ? error.message : 'The console made a mistake of its own; its log has the details.'} It is not verified yet that the step has stopped; asking again.`;
    if (sentence !== lastSaid) await context.commit({ run: { expect: run.state }, lines: say(openAttempt(run)?.step ?? null, sentence) });
    lastSaid = sentence;
    return pause(backoff(++failures));
  }

  /** An error that has no place of its own becomes the step's failure, so that a person sees it and can retry. */
  async function giveUp(context: RunContext, run: RunRecord, error: unknown): Promise<void> {
    const step = currentStep(run);
    const failure = isGroundcrewError(error) ? blockedStep(context.redactor.redact(error.message), error.remedy) : blockedStep('The console made a mistake of its own; its log has the details.', 'Retry; if it happens again, report it with the log.');
    if (step === null) return pause(seconds(5));
    const last = step.attempts.at(-1);
    const neverRan = isGroundcrewError(error) && error.reason === 'attempt.not-started' && last?.state === 'open';
    await context.commit({ ...(neverRan ? { attempt: { id: last.id, state: 'unneeded' as const, endedAt: context.now() } } : {}), run: { expect: run.state, state: run.state === 'cancelling' ? undefined : 'failed' }, steps: [{ id: step.stepId, state: 'failed', failure: neverRan ? failure : { ...failure, serverState: 'It is not known how far the step came. Retry asks the server.' } }], lines: say(step, failure.sentence) });
  }

  const attempt = async (): Promise<void> => {
    try {
      await drive();
    } catch (error) {
      // The store itself failed (a full disk): nothing can be written down, so ask again later.
      if (stopped.signal.aborted) return;
      log.error({ err: error, run: runId }, 'a run could not be stored');
      await clock.sleep(seconds(5), stopped.signal);
      return attempt();
    }
  };

  return {
    bars: () => bars.read(),
    wake: () => woken.abort(),
    stop() {
      stopped.abort();
      woken.abort();
    },
    done: attempt(),
  };
}
