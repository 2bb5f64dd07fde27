import { GroundcrewError } from '@/lib/core/errors';
import { askFacts } from '@/lib/engine/ask';
import { sshHostKeys, type SshHostKey } from '@/lib/facts/ssh-host-keys';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** Has the server ask, which is what will connect there: the console may not even reach it. Nothing is pinned by it. */
export const showBackupHostKeys: Implementation<'backup-destination.host-keys'> = async (context, { server: name, host, port }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  context.auditNote = `${host}:${port}`;
  const fact = sshHostKeys(host.replaceAll(/[[\]]/g, ''), port);
  work.connections.forgive(server.id);
  const reading = await work.connections.use(server.id, async (connected) => (await askFacts(connected, work.reach, [fact])).get(fact.id));
  const keys = reading?.readable === true ? (reading.value as readonly SshHostKey[]) : [];
  if (keys.length > 0) return [...keys];
  const why = reading?.readable === false ? reading.reason : 'It showed no host key: see whether name and port are right, and whether a firewall stands between.';
  throw new GroundcrewError({ code: 'conflict', reason: 'backup.no-host-key', message: `The server could not ask ${host}:${port} for its host key. ${why}` });
};
