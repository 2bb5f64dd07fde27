import { GroundcrewError } from '@/lib/core/errors';
import { writersStarted } from '@/lib/guide/backups/writers-started';
import { leftStoppedBy } from './backup-left';
import { backupRunStep } from './backup-run-step';
import { beginRun } from './begin-run';
import { findServer } from './find-server';
import { hashSnapshot, takeSnapshot } from './inputs';
import type { Implementation } from './types';
import { workOf } from './work';

/** Starts what a backup has stopped and could not start again, as a run of one step. It needs no destination: that may be gone. */
export const releaseAfterBackup: Implementation<'backup.release'> = async (context, { server: name }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  if ((await leftStoppedBy(work, server.id)) === null) throw new GroundcrewError({ code: 'conflict', reason: 'backup.none-stopped', message: 'No backup has left anything stopped on this server. Nothing was started.' });
  // Of the kind of a restore: a backup's run would count as one.
  const snapshot = { ...(await takeSnapshot(work, server)), restore: { destination: null, set: '', parts: [] } };
  return { run: await beginRun(work, server, { kind: 'restore', title: 'Start ClearML again', actor: context.actor?.name ?? 'system', planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null, steps: [backupRunStep(writersStarted({ set: '' }))] }) };
};
