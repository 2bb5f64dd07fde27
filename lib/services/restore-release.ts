import { GroundcrewError } from '@/lib/core/errors';
import { writersStarted } from '@/lib/guide/restore/writers-started';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { beginStartAgain } from './begin-start-again';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf, type Work } from './work';

/** Starts what a restore has stopped and that was cancelled: as its data are now. */
export const releaseAfterRestore: Implementation<'restore.release'> = async (context, { server: name }) => {
  const work = workOf(context.resources);
  return { run: await startAgain(work, await findServer(work, name), context.actor?.name ?? 'system') };
};

/** A run of one step. Throws GroundcrewError `conflict` while another run is open. */
async function startAgain(work: Work, server: ServerRecord, actor: string): Promise<string> {
  const [last] = await work.repositories.runs.list({ serverId: server.id, kind: 'restore', limit: 1 });
  if (last === undefined) throw new GroundcrewError({ code: 'conflict', reason: 'restore.none', message: 'No restore has stopped anything on this server. Nothing was started.' });
  return beginStartAgain(work, server, actor, writersStarted({ run: '', set: '' }));
}
