import type { Checkup } from '@/lib/contract/finding';
import type { StepPlan } from '@/lib/contract/plan';
import { minutes } from '@/lib/core/units';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { viewCheckup } from './checkup-view';
import { viewMaterials } from './materials-view';
import { viewSettings } from './settings-view';
import type { Work } from './work';

/** A preflight that is older says too little of the server as it is now. */
const freshFor = minutes(60);

/** Why a plan can't be started now, each a whole sentence with what to do. */
export async function findBlockers(work: Work, server: ServerRecord, steps: readonly StepPlan[], inputsHash: string): Promise<string[]> {
  const materials = await viewMaterials(work, server);
  const settings = await viewSettings(work, server);
  const open = await work.repositories.runs.openOf(server.id);
  const record = await work.repositories.checkups.get(server.id, 'preflight');
  return [
    ...(materials.complete ? [] : [`The materials are not complete: ${materials.sentence} Go to Materials.`]),
    ...(settings.complete ? [] : [settings.settings === null ? 'The settings were not saved yet. Go to Settings and save them.' : `The settings are not complete: ${Object.values(settings.problems).join(' ')} Go to Settings.`]),
    ...preflightBlockers(await viewCheckup(work, server.id, 'preflight'), record?.inputsHash !== inputsHash, work.resources.clock.now()),
    ...(open === null ? [] : [`The run "${open.title}" is open on this server. Let it end, or cancel it.`]),
    ...steps.flatMap((step) => (step.state === 'blocked' ? [`${step.title}: ${step.blockedBy ?? 'a fact could not be read.'}`] : [])),
  ];
}

/** Pure. `ofOtherInputs`: materials or settings changed since. */
export function preflightBlockers(preflight: Checkup, ofOtherInputs: boolean, now: number): string[] {
  if (preflight.state === 'never') return ['The server was not checked yet. Run the preflight.'];
  if (preflight.state === 'asking') return ['The preflight is still asking. Wait until it has ended.'];
  if (!preflight.clear) return [`The preflight is not clear: ${preflight.sentence}`];
  if (ofOtherInputs) return ['Materials or settings changed after the preflight. Run it again.'];
  if (now - oldestAnswer(preflight) > freshFor) return ['The preflight is older than an hour, at least in part. Run it again.'];
  return [];
}

/** One check that was asked again says nothing new of the others. */
function oldestAnswer({ endedAt, findings }: Checkup): number {
  const times = [endedAt, ...findings.map(({ askedAt }) => askedAt)].filter((time) => time !== null);
  return Math.min(...times.map((time) => Date.parse(time)));
}
