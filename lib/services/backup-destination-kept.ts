import { GroundcrewError } from '@/lib/core/errors';
import { findBackupDestination, placeName, viewBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** By the passphrase itself: one that another page has replaced meanwhile is not what anybody kept. */
export const notePassphraseKept: Implementation<'backup-destination.kept'> = async (context, { server: name, destination: id, passphrase }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  const { place } = await findBackupDestination(work, server, id);
  context.auditNote = placeName(place);
  if (!(await work.repositories.backupDestinations.noteKept(id, passphrase, context.clock.now()))) throw new GroundcrewError({ code: 'conflict', reason: 'backup.other-passphrase', message: 'This destination has another passphrase by now than the one shown here.', remedy: 'Have it shown again on the page Backups, and keep that one.' });
  return viewBackupDestination(await findBackupDestination(work, server, id));
};
