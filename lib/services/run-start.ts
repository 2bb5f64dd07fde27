import type { Plan } from '@/lib/contract/plan';
import { GroundcrewError } from '@/lib/core/errors';
import type { NewRun } from '@/lib/store/repositories/runs';
import { beginRun } from './begin-run';
import { coveredFindings } from './checkup-view';
import { findServer } from './find-server';
import { takeSnapshot } from './inputs';
import { judgePlan } from './plan-current';
import type { Implementation } from './types';
import { workOf } from './work';

/** Starts the plan that was shown. Each step is planned again from fresh facts just before it runs. */
export const startRun: Implementation<'run.start'> = async ({ resources, actor, clock }, { server: name, plan: planId, confirm, rebootAt }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const last = await work.repositories.plans.last(server.id);
  if (last?.id !== planId) throw new GroundcrewError({ code: 'conflict', reason: 'plan.superseded', message: 'This is not the last plan of the server. Nothing was started.', remedy: 'Look at the plan again, then start it.' });
  const snapshot = await takeSnapshot(work, server);
  const plan = await judgePlan(work, server, last, snapshot);
  if (plan.blockers.length > 0) throw new GroundcrewError({ code: 'conflict', reason: 'plan.blocked', message: plan.blockers.map(({ message }) => message).join(' '), remedy: 'Mend what is named, then make the plan again.' });
  if (plan.needsName && confirm !== server.name)
    throw new GroundcrewError({ code: 'invalid_input', field: 'confirm', reason: 'confirm.differs', message: `Nothing was started: this plan destroys what can't be brought back. ${plan.summary.destroys.join(' ')}`, remedy: `Type the server's name, "${server.name}", to start it.` });
  if (rebootAt !== null && Date.parse(rebootAt) < clock.now() - 60_000)
    throw new GroundcrewError({ code: 'invalid_input', field: 'rebootAt', reason: 'time.past', message: 'The time for the restart has passed already.', remedy: 'Choose a later time, or none.' });
  work.connections.forgive(server.id);
  const overrides = coveredFindings(await work.repositories.overrides.list(server.id), await work.repositories.checkups.get(server.id, 'preflight'));
  const run = await beginRun(work, server, {
    kind: 'install',
    title: 'Install ClearML',
    actor: actor?.name ?? 'system',
    planId,
    inputsHash: plan.inputsHash,
    snapshot: { ...snapshot, overrides },
    rebootAt: rebootAt === null ? null : Date.parse(rebootAt),
    steps: toSteps(plan),
  });
  return { run };
};

function toSteps(plan: Plan): NewRun['steps'] {
  return plan.chapters.flatMap(({ title: chapter, steps }) =>
    steps.map(({ id: stepId, title, guide, departure, usually, interruptible, commands: approved }) => ({ stepId, title, chapter, guide, departure, usually, interruptible, approved })),
  );
}
