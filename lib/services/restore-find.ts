import { GroundcrewError } from '@/lib/core/errors';
import { resticSets } from '@/lib/facts/restic-sets';
import { askServer } from './ask-server';
import { allBackupSets } from './backup-schedule-sets';
import { drillsAt } from './drills-like';
import { findBackupDestination, openBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const findRestorable: Implementation<'restore.find'> = async ({ resources }, { server: name, destination: id, skip }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const destination = await findBackupDestination(work, server, id);
  const { directory, passphrase } = await openBackupDestination(work, destination);
  const fact = resticSets(directory, passphrase, skip);
  const found = (await askServer(work, server.id, [fact])).must(fact);
  if (found === undefined) throw new GroundcrewError({ code: 'conflict', reason: 'restore.no-repository', message: `At ${directory} is no repository of restic, or restic is not installed on the server, so no backup can be listed.`, remedy: 'See whether the disk with the backups is mounted, and install restic ("apt-get install restic").' });
  const sets = (await allBackupSets(work, server.id)).filter(({ destinationId }) => destinationId === id);
  const drillOf = await drillsAt(work, server.id, destination);
  return found.map((each) => {
    const known = sets.find((one) => one.id === each.set);
    const drill = drillOf(each.set, known !== undefined);
    return { ...each, drilled: drill ? { outcome: drill.outcome, endedAt: drill.endedAt } : null, startedAt: known?.startedAt ?? each.startedAt, known: known === undefined ? null : { bytes: known.bytes, verifiedAt: known.verifiedAt, provenAt: known.provenAt } };
  });
};
