import type { Implementation } from './types';
import { byWorst, viewServer } from './server-view';
import { workOf } from './work';

export const listServers: Implementation<'server.list'> = async ({ resources, clock }) => {
  const work = workOf(resources);
  const servers = await work.repositories.servers.list();
  const views = await Promise.all(servers.map((server) => viewServer(work, server, clock.now())));
  return views.sort(byWorst);
};
