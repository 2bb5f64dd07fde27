import { GroundcrewError } from '@/lib/core/errors';
import { resticSets } from '@/lib/facts/restic-sets';
import { askServer } from './ask-server';
import { findBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** At most so many, the newest. */
const most = 500;

export const findRestorable: Implementation<'restore.find'> = async ({ resources }, { server: name, destination: id }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const { place } = await findBackupDestination(work, server, id);
  const fact = resticSets(place.path, await work.repositories.backupDestinations.passphrase(id));
  const found = (await askServer(work, server.id, [fact])).must(fact);
  if (found === undefined) throw new GroundcrewError({ code: 'conflict', reason: 'restore.no-repository', message: `In ${place.path} on the server is no repository of restic, or restic is not installed there, so no backup can be listed.`, remedy: 'See whether the disk with the backups is mounted there, and install restic ("apt-get install restic").' });
  return found.slice(0, most).map((each) => ({ ...each }));
};
