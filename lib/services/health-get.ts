import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const getHealth: Implementation<'health.get'> = async ({ resources }, input) => {
  const work = workOf(resources);
  return work.watcher.health((await findServer(work, input.server)).id);
};
