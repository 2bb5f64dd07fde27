import { confirmPassword } from './confirm-password';
import { findBackupDestination, placeName } from './find-backup-destination';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** For whoever has not kept it: with it lost, nobody could read the backups once this console is gone. */
export const revealBackupPassphrase: Implementation<'backup-destination.reveal'> = async (context, { server: name, destination: id, password }) => {
  const work = workOf(context.resources);
  const { place } = await findBackupDestination(work, await findServer(work, name), id);
  context.auditNote = placeName(place);
  await confirmPassword(context, password);
  return { passphrase: (await work.repositories.backupDestinations.passphrase(id)).reveal() };
};
