import { findServer } from './find-server';
import { takeSnapshot } from './inputs';
import { judgePlan } from './plan-current';
import type { Implementation } from './types';
import { workOf } from './work';

export const getPlan: Implementation<'plan.get'> = async ({ resources }, input) => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  const plan = await work.repositories.plans.last(server.id);
  return plan === null ? null : judgePlan(work, server, plan, await takeSnapshot(work, server));
};
