import { GroundcrewError } from '@/lib/core/errors';
import { announceServer } from './announce';
import { confirmPassword } from './confirm-password';
import { findServer } from './find-server';
import { viewServer } from './server-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const trustServer: Implementation<'server.trust'> = async (context, { server: name, hostKey, replace, password }) => {
  const { resources, clock } = context;
  const work = workOf(resources);
  context.auditNote = `${hostKey.algorithm} ${hostKey.sha256}`;
  const server = await findServer(work, name);
  const isSame = server.hostKey?.sha256 === hostKey.sha256;
  if (server.hostKey !== null && !isSame && !replace)
    throw new GroundcrewError({
      code: 'host_key',
      reason: 'host-key.changed',
      message: `Another host key is pinned for "${name}" (${server.hostKey.algorithm}, ${server.hostKey.sha256}). It was not replaced.`,
      remedy: 'Ask whoever runs the server whether it was reinstalled. If it was, confirm the new key as a replacement.',
    });
  if (replace) await confirmPassword(context, password ?? '');
  const record = await work.repositories.servers.edit(server.id, { hostKey });
  work.connections.reset(server.id);
  work.runs.wake(server.id);
  await announceServer(work, server.id);
  return viewServer(work, record, clock.now());
};
