import { GroundcrewError } from '@/lib/core/errors';
import { isAside, type RunState } from '@/lib/contract/run';
import { maySkip } from '@/lib/contract/skippable';
import { actOnRun, spoken } from './act-on-run';
import { lapsedApprovals } from './approvals';
import { currentStep } from './run-sentence';
import { refuseOther, shownBy } from './shown';
import type { Implementation } from './types';

const stopped: readonly RunState[] = ['failed', 'interrupted', 'waiting'];

export const skipStep: Implementation<'run.skip'> = (context, { run: runId, step: stepId, shown, reason }) => {
  context.auditNote = `${stepId}, because: ${reason}`;
  return actOnRun(context, runId, (run) => {
    // It may have ended, and another run begun: there is nothing behind the step that is worth going on for.
    if (isAside(run.kind)) throw new GroundcrewError({ code: 'conflict', reason: 'run.aside', message: 'No step of this run is skipped: what it does without one of them would prove nothing.', remedy: 'Retry it, or start another one.' });
    if (!maySkip(run.kind, stepId)) throw new GroundcrewError({ code: 'conflict', reason: 'step.unskippable', message: 'This step of a restore is not skipped: without it, what is there now would be replaced unsaved or while ClearML writes, or ClearML would stay stopped.', remedy: 'Retry it; or cancel the run, and start another restore, where you can choose to save nothing first.' });
    const step = currentStep(run);
    if (step?.stepId !== stepId || !stopped.includes(run.state) || step.waitsFor?.kind === 'lock')
      throw new GroundcrewError({ code: 'conflict', reason: 'step.not-stopped', message: 'Only the step that failed, was interrupted or waits for a nod can be skipped.' });
    if (step.attempts.at(-1)?.state === 'open')
      throw new GroundcrewError({ code: 'conflict', reason: 'step.unknown-end', message: 'It is not known whether this step still runs on the server.', remedy: 'Retry it: the console asks the server first.' });
    refuseOther(shown, shownBy(step), { message: `"${step.title}" stands elsewhere by now than this page showed. Nothing was skipped.`, remedy: 'Look at it as it stands now, then decide.' });
    return {
      run: { expect: run.state, expectSeq: run.lastSeq, state: 'running' },
      steps: [...lapsedApprovals(run, context.clock.now()), { id: stepId, state: 'skipped', skipReason: reason, waitsFor: null, endedAt: context.clock.now() }],
      lines: spoken(context.actor, `skipped "${step.title}": ${reason}`, stepId),
    };
  });
};
