import { GroundcrewError } from '@/lib/core/errors';
import { spellAddress } from '@/lib/store/repositories/host-keys';
import { announceServer } from './announce';
import { findServer } from './find-server';
import { refuseTakenName } from './server-add';
import { readProfile } from './server-profile';
import { viewServer } from './server-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const editServer: Implementation<'server.edit'> = async ({ resources, clock }, input) => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  const { profile, credentials } = readProfile(input.profile, server.has);
  if (profile.name !== server.name) await refuseTakenName(work, profile.name);
  const isElsewhere = spellAddress(profile.address) !== spellAddress(server.address) || profile.port !== server.port;
  const isOther = isElsewhere || profile.address !== server.address || profile.name !== server.name || profile.login !== server.login;
  if (isOther && (await work.repositories.runs.openOf(server.id)) !== null)
    throw new GroundcrewError({ code: 'conflict', reason: 'server.run-open', message: 'A run is open on this server, so its name, address, port and login stay as they are. Nothing was changed.', remedy: 'Wait until the run has ended, or cancel it. Passwords and keys can be changed meanwhile.' });
  // Pinned host keys belong to addresses: at one without a pin the key is shown before anything is sent to it, and a way back meets the old pin.
  const edited = await work.repositories.servers.edit(server.id, profile, credentials);
  if (isElsewhere) work.checkups.stop(server.id);
  const record = isElsewhere ? await work.repositories.servers.forgetMachine(server.id) : edited;
  work.connections.reset(server.id);
  work.runs.wake(server.id);
  await announceServer(work, server.id);
  return viewServer(work, record, clock.now());
};
