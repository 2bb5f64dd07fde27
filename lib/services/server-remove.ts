import { GroundcrewError } from '@/lib/core/errors';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const removeServer: Implementation<'server.remove'> = async ({ resources }, { server: name, confirm, clear }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  if (confirm !== server.name) throw new GroundcrewError({ code: 'invalid_input', field: 'confirm', reason: 'confirm.differs', message: `Type the server's name, "${server.name}", to confirm.` });
  const open = await work.repositories.runs.openOf(server.id);
  if (open !== null) throw new GroundcrewError({ code: 'conflict', reason: 'server.run-open', message: `The run "${open.title}" is open on this server. The server was not removed.`, remedy: 'Cancel the run, or let it end, and remove the server then.' });
  if (clear) await work.connections.use(server.id, (host) => host.clear());
  work.checkups.stop(server.id);
  work.connections.reset(server.id);
  await work.repositories.servers.remove(server.id);
  return {};
};
