import { GroundcrewError } from '@/lib/core/errors';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from './work';

/** The server of that name. Throws GroundcrewError `not_found`. */
export async function findServer(work: Work, name: string): Promise<ServerRecord> {
  const server = await work.repositories.servers.byName(name);
  if (server === null) throw new GroundcrewError({ code: 'not_found', reason: 'server.unknown', message: `There is no server named "${name}".`, remedy: 'Open the list of servers and choose one.' });
  return server;
}
