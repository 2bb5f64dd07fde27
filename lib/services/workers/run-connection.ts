import type { GroundcrewError } from '@/lib/core/errors';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { currentStep } from '../run-sentence';
import type { RunContext } from './run-context';
import { say } from './run-plan-step';

/** Says once that the server does not answer, and that what was started goes on there. */
export async function noteLost(context: RunContext, run: RunRecord, error: GroundcrewError, willAskAgain: boolean): Promise<void> {
  const step = currentStep(run);
  const ending = willAskAgain ? 'Asking again; what was started goes on on the server.' : `${error.remedy ?? 'Mend the server\'s profile.'} Until then the console does not ask again; what was started goes on on the server.`;
  const sentence = `${error.message} ${ending}`;
  if (step?.waitsFor?.kind === 'connection' && step.waitsFor.sentence === sentence) return;
  if (step === null && run.state === 'unknown') return;
  await context.commit({
    run: { expect: run.state, state: run.state === 'cancelling' ? undefined : 'unknown' },
    steps: step === null ? [] : [{ id: step.stepId, waitsFor: { kind: 'connection', sentence, commands: [] } }],
    lines: say(step, sentence),
  });
}

/** Whether the run is marked as having lost its server. */
export function isLost(run: RunRecord): boolean {
  return run.state === 'unknown' || (run.state === 'cancelling' && currentStep(run)?.waitsFor?.kind === 'connection');
}

/** Opens the connection; once it stands, the mark is taken off. */
export async function findAgain(context: RunContext, run: RunRecord): Promise<void> {
  await context.use(() => Promise.resolve());
  const step = currentStep(run);
  await context.commit({
    run: { expect: run.state, state: run.state === 'unknown' ? 'running' : undefined },
    steps: step?.waitsFor?.kind === 'connection' ? [{ id: step.stepId, waitsFor: null, ...(step.state === 'waiting' ? { state: 'pending' as const } : {}) }] : [],
    lines: say(step, 'The server answers again.'),
  });
}
