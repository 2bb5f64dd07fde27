import type { CommandView } from '@/lib/contract/plan';
import { minutes } from '@/lib/core/units';
import type { ApprovedCommand, RunRecord, StepChange } from '@/lib/store/repositories/run-record';

/** How long what a person has seen counts as seen: the server goes on changing. */
const counts = minutes(60);

/** Whether something of that time is still to be relied on. A clock that was set back makes nothing last longer. */
export const isRecent = (time: string, now: number): boolean => Math.abs(now - Date.parse(time)) <= counts;

/** Commands that a person nods to now. */
export function approvedNow(commands: readonly CommandView[], now: number): ApprovedCommand[] {
  return commands.map((command) => ({ ...command, approvedAt: new Date(now).toISOString() }));
}

/** Those of a step that still count when a person lets the run go on; the plan's own are as old as the run. */
export function recentlyApproved({ createdAt }: Pick<RunRecord, 'createdAt'>, approved: readonly ApprovedCommand[], now: number): ApprovedCommand[] {
  return approved.filter((command) => isRecent(command.approvedAt ?? createdAt, now));
}

/** What a run loses when it goes on after a rest: its commands that destroy or restart then wait for a nod again. */
export function lapsedApprovals(run: Pick<RunRecord, 'createdAt' | 'steps'>, now: number): StepChange[] {
  return run.steps.flatMap((step) => {
    const approved = recentlyApproved(run, step.approved, now);
    return approved.length === step.approved.length ? [] : [{ id: step.stepId, approved }];
  });
}
