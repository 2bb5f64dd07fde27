import { leftStoppedBy } from './backup-left';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const whatBackupStopped: Implementation<'backup.stopped'> = async ({ resources }, { server: name }) => {
  const work = workOf(resources);
  const run = await leftStoppedBy(work, (await findServer(work, name)).id);
  return { run: run?.id ?? null };
};
