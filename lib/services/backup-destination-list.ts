import { viewBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const listBackupDestinations: Implementation<'backup-destination.list'> = async ({ resources }, { server }) => {
  const work = workOf(resources);
  return (await work.repositories.backupDestinations.of((await findServer(work, server)).id)).map(viewBackupDestination);
};
