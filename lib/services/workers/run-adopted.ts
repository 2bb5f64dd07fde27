import type { Failure } from '@/lib/contract/run';
import type { AttemptStatus } from '@/lib/shell/host';
import type { AttemptRecord, RunRecord, StepRecord } from '@/lib/store/repositories/run-record';
import type { RunContext } from './run-context';
import { followAttempt } from './run-follow';
import { say } from './run-plan-step';

const lastLines = 20;

/** Reads the log of an attempt that this console did not start, until it has ended (design.md §4.5). Takes no lock, starts and stops nothing. */
export async function followAdopted(context: RunContext, run: RunRecord, step: StepRecord, attempt: AttemptRecord, signal: AbortSignal): Promise<void> {
  const status = await followAttempt(context, step, attempt, signal);
  if (signal.aborted || status.active) return;
  const state = status.exitCode === 0 ? 'done' : status.exitCode === null ? 'interrupted' : 'failed';
  const sentence = endSentence(status);
  const lines = state === 'done' ? [] : await context.work.repositories.journal.tail(run.id, step.stepId, lastLines);
  const { exitCode } = status;
  const endedAt = within(run, status.endedAt, context.now());
  await context.commit({
    run: { expect: run.state, state, endedAt },
    attempt: { id: attempt.id, state: exitCode === null ? 'interrupted' : 'finished', exitCode, bootId: status.bootId, endedAt },
    steps: [{ id: step.stepId, state, exitCode, endedAt, waitsFor: null, failure: state === 'done' ? null : failureOf(sentence, lines) }],
    lines: say(step, sentence),
  });
}

function endSentence(status: AttemptStatus): string {
  if (!status.claimed) return 'Its run directory is not on the server any more.';
  if (status.exitCode !== null) return `It ended with exit code ${status.exitCode}.`;
  return status.bootId !== status.currentBootId ? 'It left no exit code: the server restarted while it ran, as it may have been told to.' : 'It left no exit code: it was killed on the server.';
}

function failureOf(sentence: string, lines: string[]): Failure {
  return { sentence, cause: null, serverState: 'This console did not start it, and does not know what was to follow.', remedy: 'Read its output, or ask whoever started it. A new plan shows what is still missing on the server.', lines };
}

/** The server's clock is believed where it fits. */
function within({ startedAt }: RunRecord, endedAt: number | null, now: number): number {
  return endedAt !== null && endedAt <= now && (startedAt === null || endedAt >= Date.parse(startedAt)) ? endedAt : now;
}
