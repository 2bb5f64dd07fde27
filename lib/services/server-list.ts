import type { Implementation } from './types';
import { byWorst, viewWith } from './server-view';
import { workOf } from './work';
import { readStir } from './workers/alerts/why-silenced';

export const listServers: Implementation<'server.list'> = async ({ resources, clock }) => {
  const work = workOf(resources);
  const servers = await work.repositories.servers.list();
  const open = new Map((await work.repositories.runs.open()).map((run) => [run.serverId, run]));
  const now = clock.now();
  const stir = await readStir(work, now);
  const views = await Promise.all(servers.map((server) => viewWith(work, server, { open: open.get(server.id) ?? null, stir }, now)));
  return views.sort(byWorst);
};
