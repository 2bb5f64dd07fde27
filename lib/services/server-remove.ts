import { GroundcrewError } from '@/lib/core/errors';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';
import { isLost } from './workers/run-connection';

export const removeServer: Implementation<'server.remove'> = async ({ resources, clock }, { server: name, confirm, clear }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  if (confirm !== server.name) throw new GroundcrewError({ code: 'invalid_input', field: 'confirm', reason: 'confirm.differs', message: `Type the server's name, "${server.name}", to confirm.` });
  const head = await work.repositories.runs.openOf(server.id);
  const open = head === null ? null : await work.repositories.runs.get(head.id);
  // A run of which nothing can be learnt any more must not tie the console to a machine that is gone.
  if (open !== null && !isLost(open)) throw new GroundcrewError({ code: 'conflict', reason: 'server.run-open', message: `The run "${open.title}" is open on this server. The server was not removed.`, remedy: 'Cancel the run, or let it end, and remove the server then.' });
  if (clear) {
    await work.connections.use(server.id, async (host) => {
      const holder = await host.lockHolder();
      // A lock that a run of this console left behind may go; another console's may not.
      const own = holder !== null && (await work.repositories.runs.get(holder.run))?.serverId === server.id;
      await host.clear(own ? holder.run : undefined);
    });
  }
  work.checkups.stop(server.id);
  work.connections.reset(server.id);
  await work.watcher.forget(server.id);
  await work.repositories.servers.remove(server.id);
  await work.repositories.silences.renameServer(server.name, null, clock.now());
  work.runs.wake(server.id);
  return {};
};
