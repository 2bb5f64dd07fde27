import { findServer } from './find-server';
import { planRestore } from './restore-plan';
import type { Implementation } from './types';
import { workOf } from './work';

export const lookAtRestore: Implementation<'restore.look'> = async ({ resources }, { server: name, ...input }) => {
  const work = workOf(resources);
  return (await planRestore(work, await findServer(work, name), input)).look;
};
