import { GroundcrewError } from '@/lib/core/errors';
import { findBackupDestination, placeName, refuseDuringBackup, scheduledOf } from './find-backup-destination';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** The passphrase is gone with it, and nobody can read its backups without that: so the server's name is typed. */
export const removeBackupDestination: Implementation<'backup-destination.remove'> = async (context, { server: name, destination: id, confirm }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  const { place } = await findBackupDestination(work, server, id);
  context.auditNote = placeName(place);
  if (confirm !== server.name) throw new GroundcrewError({ code: 'invalid_input', field: 'confirm', reason: 'confirm.differs', message: `Type the server's name, "${server.name}", to confirm: the console forgets the passphrase, and without it nobody can read what lies there.` });
  await refuseDuringBackup(work, server);
  const schedule = (await work.repositories.backupSchedules.get(server.id))?.schedule;
  // Otherwise what is due would fail each night, or go where nobody has sent it.
  if (schedule?.isOn === true && scheduledOf(await work.repositories.backupDestinations.of(server.id), schedule)?.id === id) throw new GroundcrewError({ code: 'conflict', reason: 'backup.scheduled-to', message: 'The schedule backs up to this destination. Nothing was removed.', remedy: 'Choose another one in the schedule, or turn the schedule off, and save it.' });
  if (schedule?.copyTo === id) throw new GroundcrewError({ code: 'conflict', reason: 'backup.copied-to', message: 'The schedule copies each backup to this destination. Nothing was removed.', remedy: 'Choose another one in the schedule, or none, and save it.' });
  await work.repositories.backupDestinations.remove(id);
  return {};
};
