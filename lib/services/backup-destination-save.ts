import { directoryProblem } from '@/lib/contract/backup-destination';
import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { generatePassword } from '@/lib/core/password';
import { secret } from '@/lib/core/secret';
import { ownDirectories } from '@/lib/guide/own-directories';
import { refuseUnlessItOpens } from './backup-passphrase';
import { findBackupDestination, refuseDuringBackup, viewBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import { buildInputs, takeSnapshot } from './inputs';
import type { Implementation } from './types';
import { workOf } from './work';

export const saveBackupDestination: Implementation<'backup-destination.save'> = async (context, { server: name, destination: { id, place, passphrase: input } }) => {
  const { resources, clock } = context;
  const work = workOf(resources);
  const server = await findServer(work, name);
  const { backupDestinations } = work.repositories;
  context.auditNote = place.path;
  const before = id === null ? null : await findBackupDestination(work, server, id);
  const problem = directoryProblem(place.path, ownDirectories(buildInputs(await takeSnapshot(work, server))));
  if (problem !== null) throw new GroundcrewError({ code: 'invalid_input', field: 'destination.place.path', reason: 'backup.directory', message: problem });
  await refuseDuringBackup(work, server);
  const made = input.action === 'make' ? generatePassword(resources.random) : null;
  const given = input.action === 'set' ? input.value : made;
  if (before === null) {
    if (given === null) throw new GroundcrewError({ code: 'invalid_input', field: 'destination.passphrase', reason: 'backup.no-passphrase', message: 'Enter a passphrase, or have one made.' });
    const added = newId(resources.random);
    await backupDestinations.add({ id: added, serverId: server.id, place }, secret(given), clock.now());
    return { destination: viewBackupDestination(await findBackupDestination(work, server, added)), made };
  }
  // What is known of its backups goes along, so the same repository must lie at another place, too.
  const { repositoryId } = before;
  const isMoved = before.place.path !== place.path && repositoryId !== null;
  if (given !== null || isMoved) await refuseUnlessItOpens(work, server, { place, repositoryId }, given === null ? await backupDestinations.passphrase(before.id) : secret(given));
  await backupDestinations.edit(before.id, { place, ...(given === null ? {} : { passphrase: secret(given) }) });
  if (isMoved) await backupDestinations.noteRepository(before.id, repositoryId);
  return { destination: viewBackupDestination(await findBackupDestination(work, server, before.id)), made };
};
