import { runbook } from '@/lib/guide/backups/runbook';
import { findBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import { buildInputs, takeSnapshot } from './inputs';
import type { Implementation } from './types';
import { workOf } from './work';

/** Asks no server: it must be there when the server is gone. */
export const getBackupRunbook: Implementation<'backup-runbook.get'> = async ({ resources }, { server: name, destination }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const { place } = await findBackupDestination(work, server, destination);
  return { fileName: `restore-${server.name}.md`, text: runbook(buildInputs(await takeSnapshot(work, server)), place) };
};
