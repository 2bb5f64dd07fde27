import { resticInstalled } from '@/lib/guide/backups/restic-installed';
import { backupRunStep } from './backup-run-step';
import { beginRun } from './begin-run';
import { findServer } from './find-server';
import { hashSnapshot, takeSnapshot } from './inputs';
import type { Implementation } from './types';
import { workOf } from './work';

/** A run of one step: a server that never made a backup has no restic, and without it nobody can tell which backups lie at a place. */
export const prepareRestore: Implementation<'restore.prepare'> = async (context, { server: name }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  const snapshot = { ...(await takeSnapshot(work, server)), restore: { destination: null, set: '', parts: [] } };
  return { run: await beginRun(work, server, { kind: 'restore', title: resticInstalled.title, actor: context.actor?.name ?? 'system', planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null, steps: [backupRunStep(resticInstalled)] }) };
};
