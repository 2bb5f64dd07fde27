import { beginBackup } from './begin-backup';
import { findCopyTo } from './backup-copy-to';
import { findBackupDestination, placeName } from './find-backup-destination';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** Starts a backup as a run of its own. The server judges once more whether it may: a page can be old. */
export const startBackup: Implementation<'backup.start'> = async (context, { server: name, destination: id, copyTo: second, shown, quiesced }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  const destination = await findBackupDestination(work, server, id);
  const copyTo = await findCopyTo(work, server, destination, second);
  context.auditNote = [destination, copyTo].flatMap((each) => (each ? [placeName(each.place)] : [])).join(', copied to ') + (quiesced ? ', while ClearML is stopped' : '');
  return { run: await beginBackup(work, server, destination, { actor: context.actor?.name ?? 'system', shown: shown ?? null, isAttended: true, copyTo, ...(quiesced && { quiesced }) }) };
};
