import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const listBackupSets: Implementation<'backup-set.list'> = async ({ resources }, { server, limit }) => {
  const work = workOf(resources);
  const { id } = await findServer(work, server);
  const [sets, drills] = await Promise.all([work.repositories.backupSets.of(id, limit), work.repositories.backupDrills.of(id, 500)]);
  return sets.map(({ destinationId: destination, runId: run, ...set }) => {
    const drill = drills.find((each) => each.set === set.id);
    return { ...set, destination, run, ...(drill && { drill }) };
  });
};
