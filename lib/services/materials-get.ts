import { findServer } from './find-server';
import { viewMaterials } from './materials-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const getMaterials: Implementation<'materials.get'> = async ({ resources }, input) => {
  const work = workOf(resources);
  return viewMaterials(work, await findServer(work, input.server));
};
