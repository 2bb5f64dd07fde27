import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** What was told last; the server is not asked. */
export const getSpace: Implementation<'space.get'> = async ({ resources }, { server }) => {
  const work = workOf(resources);
  return work.spaces.view(await findServer(work, server));
};
