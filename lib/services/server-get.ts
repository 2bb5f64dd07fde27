import { findServer } from './find-server';
import { viewServer } from './server-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const getServer: Implementation<'server.get'> = async ({ resources, clock }, input) => {
  const work = workOf(resources);
  return viewServer(work, await findServer(work, input.server), clock.now());
};
