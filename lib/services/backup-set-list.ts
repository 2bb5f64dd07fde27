import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const listBackupSets: Implementation<'backup-set.list'> = async ({ resources }, { server, limit }) => {
  const work = workOf(resources);
  const sets = await work.repositories.backupSets.of((await findServer(work, server)).id, limit);
  return sets.map(({ destinationId: destination, runId: run, ...set }) => ({ ...set, destination, run }));
};
