import { GroundcrewError } from '@/lib/core/errors';
import { resticFolder } from '@/lib/facts/restic-folder';
import { askServer } from './ask-server';
import { findBackupDestination, openBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const listStoredFiles: Implementation<'restore.files'> = async ({ resources }, { server: name, destination: id, set, folder, after }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const { directory, passphrase } = await openBackupDestination(work, await findBackupDestination(work, server, id));
  const fact = resticFolder(directory, passphrase, set, folder, after);
  const found = (await askServer(work, server.id, [fact])).must(fact);
  if (found === undefined) throw new GroundcrewError({ code: 'not_found', reason: 'restore.no-set', message: `At ${directory} lies no such backup with files.`, remedy: 'Open the list of backups and choose one.' });
  return { ...found, entries: found.entries.map((each) => ({ ...each })) };
};
