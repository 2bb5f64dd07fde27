import { newId } from '@/lib/core/ids';
import type { Plan } from '@/lib/contract/plan';
import { chapterOf } from '@/lib/guide/index';
import { findServer } from './find-server';
import { buildInputs, hashSnapshot, takeSnapshot } from './inputs';
import { redactorFor } from './known-secrets';
import { findBlockers } from './plan-blockers';
import { planSteps, type Planned } from './plan-steps';
import { planSentence, summarize } from './plan-summary';
import type { Implementation } from './types';
import { workOf } from './work';

/** Asks the server and keeps the plan as shown; what is run is planned again step by step. */
export const makePlan: Implementation<'plan.make'> = async ({ resources, clock }, input) => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  work.connections.forgive(server.id);
  const snapshot = await takeSnapshot(work, server);
  const inputs = buildInputs(snapshot);
  const inputsHash = hashSnapshot(work, snapshot);
  const planned = await planSteps(work, server.id, inputs, await redactorFor(work, server.id, inputs));
  const steps = planned.map(({ view }) => view);
  const summary = summarize(steps);
  const plan: Plan = {
    id: newId(resources.random),
    serverId: server.id,
    madeAt: new Date(clock.now()).toISOString(),
    inputsHash,
    current: true,
    chapters: byChapter(planned),
    summary,
    sentence: planSentence(steps, summary),
    blockers: await findBlockers(work, server, steps, inputsHash),
    needsName: summary.destroys.length > 0,
  };
  await work.repositories.plans.add(plan);
  return plan;
};

function byChapter(planned: readonly Planned[]): Plan['chapters'] {
  const chapters: Plan['chapters'] = [];
  for (const { step, view } of planned) {
    const title = chapterOf(step);
    const last = chapters.at(-1);
    if (last?.title === title) last.steps.push(view);
    else chapters.push({ title, steps: [view] });
  }
  return chapters;
}
