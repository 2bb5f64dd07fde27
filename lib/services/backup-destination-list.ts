import { scheduledOf, viewBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** What is still being made is neither complete nor incomplete yet. */
export const listBackupDestinations: Implementation<'backup-destination.list'> = async ({ resources }, { server: name }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const { backupCopies, backupDestinations, backupSchedules, backupSets } = work.repositories;
  const [destinations, record, ...counted] = await Promise.all([backupDestinations.of(server.id), backupSchedules.get(server.id), backupSets.counts(server.id), backupCopies.counts(server.id)]);
  const schedule = record?.schedule?.isOn === true ? record.schedule : null;
  const target = schedule && scheduledOf(destinations, schedule)?.id;
  return destinations.map((destination) => {
    const here = counted.flat().filter(({ destinationId }) => destinationId === destination.id);
    const sum = (isWanted: (state: string) => boolean) => here.filter(({ state }) => isWanted(state)).reduce((all, { count }) => all + count, 0);
    return { ...viewBackupDestination(destination), complete: sum((state) => state === 'complete'), incomplete: sum((state) => state !== 'complete'), scheduled: destination.id === target ? 'backups' : destination.id === schedule?.copyTo ? 'copies' : null };
  });
};
