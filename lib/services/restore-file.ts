import { secret } from '@/lib/core/secret';
import { fileRestored } from '@/lib/guide/restore/file-restored';
import { backupRunStep } from './backup-run-step';
import { beginRun } from './begin-run';
import { findBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import { hashSnapshot, takeSnapshot } from './inputs';
import type { Implementation } from './types';
import { workOf } from './work';

/** A run of one step that changes nothing of what is there: so no name is typed for it, and one that failed keeps nothing else from beginning. */
export const putFileBack: Implementation<'restore.file'> = async (context, { server: name, destination, set, path }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  await findBackupDestination(work, server, destination);
  context.auditNote = `backup ${set}`;
  const snapshot = { ...(await takeSnapshot(work, server)), restore: { destination, set, parts: [], file: path } };
  const step = fileRestored({ run: '', set, parts: [], destination: { directory: '', passphrase: secret(''), repositoryId: null } }, path);
  return { run: await beginRun(work, server, { kind: 'file', title: 'Put a file back', actor: context.actor?.name ?? 'system', planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null, steps: [backupRunStep(step)] }) };
};
