import { isAside } from '@/lib/contract/run';
import type { AttemptRecord, RunRecord, StepRecord } from '@/lib/store/repositories/run-record';
import { currentStep } from '../run-sentence';

/** How a run is over for good. One that stands aside is when it failed: nothing else waits for it. */
export type EndState = 'done' | 'cancelled' | 'failed' | 'interrupted';

/** What a run has to do now. */
export type Action =
  /** Nothing until a person acts, or for good. */
  | { readonly do: 'rest' }
  | { readonly do: 'wait'; readonly until: number }
  /** The time that was given for the reboot has come. */
  | { readonly do: 'release'; readonly step: StepRecord }
  | { readonly do: 'take-lock' }
  | { readonly do: 'end'; readonly state: EndState }
  | { readonly do: 'plan'; readonly step: StepRecord }
  /** An attempt is recorded and not known to have ended: ask the server about it. */
  | { readonly do: 'reconcile'; readonly step: StepRecord; readonly attempt: AttemptRecord; readonly stop: boolean }
  /** An adopted run: read the log to its end, whoever holds the lock. */
  | { readonly do: 'follow'; readonly step: StepRecord; readonly attempt: AttemptRecord }
  /** An attempt has ended: ask back whether the step is done. */
  | { readonly do: 'judge'; readonly step: StepRecord; readonly attempt: AttemptRecord };

/** Decides from what is stored and nothing else, so that a console that was killed decides the same. */
export function next(run: RunRecord, { now, hasLock }: { now: number; hasLock: boolean }): Action {
  const step = currentStep(run);
  const isMoving = run.state === 'queued' || run.state === 'running' || run.state === 'unknown' || run.state === 'cancelling';
  const adopted = run.kind === 'adopted' ? (step?.attempts.at(-1) ?? null) : null;
  if (run.kind === 'adopted') return step !== null && adopted !== null && isMoving ? { do: 'follow', step, attempt: adopted } : { do: 'rest' };
  if (run.state === 'waiting') return waiting(run, step, now);
  if (isFailedAside(run) && run.endedAt === null && openAttempt(run) === null) return { do: 'end', state: run.state };
  if (!isMoving) return { do: 'rest' };

  const attempt = step?.attempts.at(-1) ?? null;
  const isUnderWay = step !== null && step.state === 'running' && attempt !== null;
  // What was started is followed even without the lock: it runs whether or not this console watches. It may be a later
  // step's, when the run is retried from an earlier one; and whatever its step's state, nothing goes on or ends beside it.
  const open = openAttempt(run);
  if (open !== null) return { do: 'reconcile', ...open, stop: run.state === 'cancelling' && open.step.interruptible };
  if (run.state === 'cancelling' && !(isUnderWay && attempt.state === 'finished')) return { do: 'end', state: 'cancelled' };
  if (!hasLock) return { do: 'take-lock' };
  if (step === null) return { do: 'end', state: 'done' };
  return isUnderWay && attempt.state !== 'unneeded' ? { do: 'judge', step, attempt } : { do: 'plan', step };
}

/** A person may have it run again; until then nothing of it is open. */
export const isFailedAside = (run: RunRecord): run is RunRecord & { readonly state: 'failed' | 'interrupted' } => isAside(run.kind) && (run.state === 'failed' || run.state === 'interrupted');

/** The attempt that is not verified to have ended, with its step; null when there is none. */
export function openAttempt(run: RunRecord): { step: StepRecord; attempt: AttemptRecord } | null {
  for (const step of run.steps) {
    const attempt = step.attempts.at(-1);
    if (attempt?.state === 'open') return { step, attempt };
  }
  return null;
}

function waiting(run: RunRecord, step: StepRecord | null, now: number): Action {
  if (step?.waitsFor?.kind === 'lock') return { do: 'take-lock' };
  if (step?.waitsFor?.kind !== 'reboot' || run.rebootAt === null) return { do: 'rest' };
  const at = Date.parse(run.rebootAt);
  return at > now ? { do: 'wait', until: at } : { do: 'release', step };
}

/** Whether what was run last for this step restarts the machine. */
export function isReboot(step: StepRecord): boolean {
  return step.executed?.some((command) => command.kind === 'reboot') ?? false;
}
