import { GroundcrewError } from '@/lib/core/errors';
import { writersStarted } from '@/lib/guide/backups/writers-started';
import { leftStoppedBy } from './backup-left';
import { beginStartAgain } from './begin-start-again';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** Starts what a backup has stopped and could not start again, as a run of one step. */
export const releaseAfterBackup: Implementation<'backup.release'> = async (context, { server: name }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  if ((await leftStoppedBy(work, server.id)) === null) throw new GroundcrewError({ code: 'conflict', reason: 'backup.none-stopped', message: 'No backup has left anything stopped on this server. Nothing was started.' });
  return { run: await beginStartAgain(work, server, context.actor?.name ?? 'system', writersStarted({ set: '' })) };
};
