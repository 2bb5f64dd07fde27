import { isGroundcrewError } from '@/lib/core/errors';
import { formatBytes } from '@/lib/core/units';
import { LogReader } from '@/lib/shell/log-reader';
import type { AttemptStatus } from '@/lib/shell/host';
import type { AttemptRecord, StepRecord } from '@/lib/store/repositories/run-record';
import { createLogBatches } from './log-batches';
import type { RunContext } from './run-context';
import { say } from './run-plan-step';

/** Bars move a few times a second, not with every batch. */
const shownEvery = 500;

/**
 * Brings the attempt's raw log into the journal from the stored offset on, until the attempt has ended and all of it
 * is stored. Each batch stores the offset behind its last whole line, so that going on after a cut begins at a line.
 * Where the server has less of the log than was read of it, that is told, and the status alone says what follows.
 * Rejects `unreachable` when the connection is lost; what was committed by then stays.
 */
export async function followAttempt(context: RunContext, step: StepRecord, attempt: AttemptRecord, signal: AbortSignal): Promise<AttemptStatus> {
  const reader = new LogReader(context.redactor.with([]), attempt.logOffset);
  let expected = attempt.logOffset;
  let stored = attempt.logOffset;
  let shown = 0;
  const batches = createLogBatches(context.work.resources.clock, async (texts, logOffset) => {
    await context.commit({ lines: { stream: 'output', step: step.stepId, texts }, attempt: { id: attempt.id, expectOffset: stored, logOffset } });
    stored = logOffset;
    if (context.bars.see(texts) && context.now() - shown >= shownEvery) {
      shown = context.now();
      await context.publish();
    }
  });

  const status = await context.use((host) =>
    host.follow(
      attempt.id,
      attempt.logOffset,
      async (chunk, offset) => {
        const fresh = chunk.subarray(Math.max(expected - offset, 0));
        expected = Math.max(expected, offset + chunk.length);
        await batches.add(reader.write(fresh));
      },
      signal,
    ),
  ).catch(async (error: unknown) => {
    const isGone = isGroundcrewError(error) && error.reason === 'attempt.log-gone';
    if (isGone) await batches.add(reader.flush());
    await batches.flush();
    if (!isGone) throw error;
    return null;
  });
  if (status === null) return skipGap(context, step, { id: attempt.id, logOffset: stored });
  if (!signal.aborted) await batches.add(reader.flush());
  await batches.flush();
  return status;
}

/** A power cut takes the end of a log that was not on the disk yet; somebody may have removed all of it. Goes on at its new end. */
async function skipGap(context: RunContext, step: StepRecord, { id, logOffset }: Pick<AttemptRecord, 'id' | 'logOffset'>): Promise<AttemptStatus> {
  const status = await context.use((host) => host.status(id));
  const sentence = `The server has only ${formatBytes(status.logSize)} of this step's log, less than the ${formatBytes(logOffset)} that were read of it. What it said between the two and now is lost.`;
  await context.commit({ lines: say(step, sentence), attempt: { id, expectOffset: logOffset, logOffset: status.logSize } });
  return status;
}
