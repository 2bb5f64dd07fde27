import { GroundcrewError } from '@/lib/core/errors';
import { spellAddress } from '@/lib/store/repositories/host-keys';
import { credentialNames, type CredentialChanges, type ServerRecord } from '@/lib/store/repositories/servers';
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
  if (isElsewhere && !(await work.repositories.servers.isPinned(profile))) refuseToCarry(server, credentials);
  // Pinned host keys belong to addresses: at one without a pin the key is shown before anything is sent to it, and a way back meets the old pin.
  const edited = await work.repositories.servers.edit(server.id, profile, credentials);
  if (profile.name !== server.name) {
    await work.repositories.silences.renameServer(server.name, profile.name, clock.now());
    await work.repositories.channels.renameServer(server.name, profile.name);
  }
  if (isElsewhere) work.checkups.stop(server.id);
  const record = isElsewhere ? await work.repositories.servers.forgetMachine(server.id) : edited;
  work.connections.reset(server.id);
  work.runs.wake(server.id);
  await work.watcher.refresh(server.id);
  await announceServer(work, server.id);
  return viewServer(work, record, clock.now());
};

/**
 * Whoever borrows a session could else send the stored credentials to a machine of their own: move the address there,
 * confirm its key, and test the connection.
 */
function refuseToCarry({ has }: ServerRecord, changes: CredentialChanges): void {
  const kept = credentialNames.filter((name) => has[name] && changes[name] === undefined);
  if (kept.length === 0) return;
  const fields = Object.fromEntries(kept.map((name) => [`profile.${name}`, 'Enter it again: the stored one is only for the address of before, and no host key is confirmed at this one.']));
  throw new GroundcrewError({ code: 'invalid_input', reason: 'server.credentials-elsewhere', message: 'The address or the port changed. What is stored goes to no machine whose host key is not confirmed. Nothing was changed.', remedy: 'Enter the marked fields again.', fields });
}
