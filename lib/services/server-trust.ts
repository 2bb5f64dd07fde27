import { GroundcrewError } from '@/lib/core/errors';
import { spellAddress } from '@/lib/store/repositories/host-keys';
import { announceServer } from './announce';
import { confirmPassword } from './confirm-password';
import { findServer } from './find-server';
import { viewServer } from './server-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const trustServer: Implementation<'server.trust'> = async (context, { server: name, hostKey, replace, password }) => {
  const { resources, clock } = context;
  const work = workOf(resources);
  const server = await findServer(work, name);
  const isSame = server.hostKey?.sha256 === hostKey.sha256;
  const instead = server.hostKey === null || isSame ? '' : ` instead of ${server.hostKey.algorithm} ${server.hostKey.sha256}`;
  context.auditNote = `${hostKey.algorithm} ${hostKey.sha256}${instead} at ${server.address}:${server.port}`;
  if (server.hostKey !== null && !isSame && !replace)
    throw new GroundcrewError({
      code: 'host_key',
      reason: 'host-key.changed',
      message: `Another host key is pinned for ${server.address}:${server.port} (${server.hostKey.algorithm}, ${server.hostKey.sha256}). It was not replaced.`,
      remedy: 'Ask whoever runs the server whether it was reinstalled. If it was, confirm the new key as a replacement.',
    });
  if (replace) await confirmPassword(context, password ?? '');
  await work.repositories.servers.pin(server.id, hostKey);
  // Every profile of this address meets the same pin.
  for (const each of await work.repositories.servers.list()) {
    if (each.port !== server.port || spellAddress(each.address) !== spellAddress(server.address)) continue;
    // A replaced key is that of a machine which was installed anew: what was found and approved does not hold for it.
    if (instead !== '') {
      work.checkups.stop(each.id);
      await work.repositories.servers.forgetMachine(each.id);
    }
    work.connections.reset(each.id);
    work.runs.wake(each.id);
    await work.watcher.refresh(each.id);
    await announceServer(work, each.id);
  }
  return viewServer(work, await findServer(work, name), clock.now());
};
