import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** Starts in the background; `space.get` tells how far it is. A refused login is tried once more, because a person asks. */
export const askSpace: Implementation<'space.ask'> = async ({ resources }, { server: name }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  work.connections.forgive(server.id);
  work.spaces.ask(server);
  return work.spaces.view(server);
};
