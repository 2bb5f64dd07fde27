import type { Checkup } from '@/lib/contract/finding';
import { inputObstacles, preflightObstacles, type Obstacle } from '@/lib/contract/obstacle';
import type { StepPlan } from '@/lib/contract/plan';
import { minutes } from '@/lib/core/units';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { viewCheckup } from './checkup-view';
import { viewMaterials } from './materials-view';
import { viewSettings } from './settings-view';
import type { Work } from './work';

/** A preflight that is older says too little of the server as it is now. */
const freshFor = minutes(60);

/** All that keeps a plan from being started now. */
export async function findBlockers(work: Work, server: ServerRecord, steps: readonly StepPlan[], inputsHash: string): Promise<Obstacle[]> {
  const materials = await viewMaterials(work, server);
  const settings = await viewSettings(work, server);
  const open = await work.repositories.runs.openOf(server.id);
  return [
    ...inputObstacles({ materials, settings }),
    ...preflightBlockers(await viewCheckup(work, server.id, 'preflight', inputsHash), work.resources.clock.now()),
    ...(open === null ? [] : [{ stage: 'run' as const, message: `The run "${open.title}" is open on this server. Let it end, or cancel it.` }]),
    ...steps.flatMap((step) => (step.state === 'blocked' ? [{ stage: null, message: `${step.title}: ${step.blockedBy ?? 'a fact could not be read.'}` }] : [])),
  ];
}

/** Pure. */
export function preflightBlockers(preflight: Checkup, now: number): Obstacle[] {
  const found = preflightObstacles(preflight);
  if (preflight.state !== 'done' || preflight.stale) return found;
  if (now - oldestAnswer(preflight) > freshFor) return [...found, { stage: 'preflight', message: 'The preflight is older than an hour, at least in part. Run it again.' }];
  return found;
}

/** One check that was asked again says nothing new of the others. */
function oldestAnswer({ endedAt, findings }: Checkup): number {
  const times = [endedAt, ...findings.map(({ askedAt }) => askedAt)].filter((time) => time !== null);
  return Math.min(...times.map((time) => Date.parse(time)));
}
