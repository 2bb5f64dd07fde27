import { planDrill } from './drill-plan';
import { findServer } from './find-server';
import { openRunFindings } from './open-run-findings';
import { whyDrillWaits } from './repository-uses';
import type { Implementation } from './types';
import { workOf } from './work';

export const lookAtDrill: Implementation<'drill.look'> = async ({ resources }, { server: name, set, destination }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const { look, destination: from } = await planDrill(work, server, set, destination);
  const waits = await whyDrillWaits(work, from);
  return { ...look, findings: [...(await openRunFindings(work, server)), ...(waits ? [{ outcome: 'refuse' as const, ...waits }] : []), ...look.findings] };
};
