import { GroundcrewError } from '@/lib/core/errors';
import { resticFile } from '@/lib/facts/restic-file';
import { printable } from '@/lib/ssh/failures';
import { askServer } from './ask-server';
import { findBackupDestination, openBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import { refuseManyDownloads } from './stored-file-limit';
import { giveTicket } from './stored-file-ticket';
import type { Implementation } from './types';
import { workOf } from './work';

/** Finds the file, so that all that can be wrong with it is said on the page; http/stored-file-download.ts gives it. */
export const prepareDownload: Implementation<'restore.download'> = async (context, { server: name, destination: id, set, path }) => {
  const { resources } = context;
  const work = workOf(resources);
  const server = await findServer(work, name);
  const destination = await findBackupDestination(work, server, id);
  context.auditNote = `${printable(path, 400)} of the backup ${set}`;
  refuseManyDownloads(resources, server.id);
  const { directory, passphrase } = await openBackupDestination(work, destination);
  const fact = resticFile(directory, passphrase, set, path);
  const found = (await askServer(work, server.id, [fact])).must(fact);
  if (found === undefined) throw new GroundcrewError({ code: 'not_found', reason: 'restore.no-set', message: `At ${directory} lies no such backup with files.`, remedy: 'Open the list of backups and choose one.' });
  if (found.bytes === null) throw new GroundcrewError({ code: 'not_found', reason: 'restore.no-file', message: 'This backup has no file of that name there.', remedy: 'Open its folder again. Folders and links are not downloaded.' });
  return { ticket: giveTicket(context, { serverId: server.id, server: server.name, destination: id, set, path, snapshot: found.snapshot, bytes: found.bytes }), bytes: found.bytes };
};
