import { planDrill } from './drill-plan';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const lookAtDrill: Implementation<'drill.look'> = async ({ resources }, { server: name, set, destination }) => {
  const work = workOf(resources);
  return (await planDrill(work, await findServer(work, name), set, destination)).look;
};
