import { GroundcrewError } from '@/lib/core/errors';
import { actOnRun, spoken } from './act-on-run';
import { approvedNow, lapsedApprovals, recentlyApproved } from './approvals';
import { currentStep } from './run-sentence';
import { refuseOther, waitId } from './shown';
import type { Implementation } from './types';

/** The nod to what a waiting step shows. What destroys needs the server's name typed; a reboot may be given a time. */
export const approveStep: Implementation<'run.approve'> = (context, { run: runId, step: stepId, shown, at, confirm }) => {
  context.auditNote = stepId;
  return actOnRun(context, runId, (run) => {
    const step = currentStep(run);
    const waits = step?.waitsFor;
    if (step?.stepId !== stepId || run.state !== 'waiting' || !waits || (waits.kind !== 'nod' && waits.kind !== 'reboot'))
      throw new GroundcrewError({ code: 'conflict', reason: 'step.not-waiting', message: 'This step does not wait for a nod any more.', remedy: 'Look at the run again.' });
    refuseOther(shown, waitId(waits), { message: `"${step.title}" waits for something else by now than this page showed. Nothing was approved.`, remedy: 'Look at what it waits for now, then decide.' });
    if (waits.commands.some((command) => command.effect === 'destroys') && confirm !== run.serverName)
      throw new GroundcrewError({ code: 'invalid_input', field: 'confirm', reason: 'confirm.differs', message: `These commands destroy something. Type the server's name, "${run.serverName}", to approve them.` });
    const now = context.clock.now();
    if (at !== null && Date.parse(at) < now - 60_000) throw new GroundcrewError({ code: 'invalid_input', field: 'at', reason: 'time.past', message: 'The time for the restart has passed already.', remedy: 'Choose a later time, or restart now.' });
    return {
      run: { expect: run.state, expectSeq: run.lastSeq, state: 'running', ...(waits.kind === 'reboot' ? { rebootAt: at === null ? now : Date.parse(at) } : {}) },
      steps: [...lapsedApprovals(run, now), { id: stepId, state: 'pending', waitsFor: null, approved: [...recentlyApproved(run, step.approved, now), ...approvedNow(waits.commands, now)] }],
      lines: spoken(context.actor, waits.kind === 'reboot' ? `approved the restart${at === null ? ' now' : ` at ${at}`}.` : 'approved the commands.', stepId),
    };
  });
};
