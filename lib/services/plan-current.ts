import type { Obstacle } from '@/lib/contract/obstacle';
import type { Plan } from '@/lib/contract/plan';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { isRecent } from './approvals';
import { hashSnapshot, type Snapshot } from './inputs';
import { findBlockers } from './plan-blockers';
import type { Work } from './work';

/** A stored plan, judged by `snapshot`, what is saved now. Whoever starts the plan runs this very snapshot: another read may give another. */
export async function judgePlan(work: Work, server: ServerRecord, plan: Plan, snapshot: Snapshot): Promise<Plan> {
  const inputsHash = hashSnapshot(work, snapshot);
  const current = plan.inputsHash === inputsHash;
  const say = (message: string): Obstacle[] => [{ stage: null, message }];
  const stale = current ? [] : say('Materials or settings changed after this plan was made. Make the plan again.');
  const aged = isRecent(plan.madeAt, work.resources.clock.now()) ? [] : say('The plan is older than an hour. Make it again, so that you see what it does now.');
  const steps = plan.chapters.flatMap((chapter) => chapter.steps);
  return { ...plan, current, ...(current ? {} : { sentence: 'This plan is out of date: the files or settings changed after it was made.' }), blockers: [...stale, ...aged, ...(await findBlockers(work, server, steps, inputsHash))] };
}
