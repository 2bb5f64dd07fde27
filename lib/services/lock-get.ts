import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const getLock: Implementation<'lock.get'> = async ({ resources }, input) => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  return { holder: await work.connections.use(server.id, (host) => host.lockHolder()) };
};
