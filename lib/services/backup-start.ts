import { secret } from '@/lib/core/secret';
import { backupSteps } from '@/lib/guide/backups/steps';
import { chapters } from '@/lib/guide/chapters';
import { beginRun } from './begin-run';
import { findBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import { hashSnapshot, takeSnapshot } from './inputs';
import type { Implementation } from './types';
import { workOf } from './work';

/** Starts a backup as a run of its own; the set has the run's id. Its passphrase is read when a step is planned, and stays where it is stored. */
export const startBackup: Implementation<'backup.start'> = async (context, { server: name, destination: id }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  const { place } = await findBackupDestination(work, server, id);
  context.auditNote = place.path;
  const snapshot = { ...(await takeSnapshot(work, server)), destination: id };
  work.connections.forgive(server.id);
  // Only their names and times are asked here.
  const named = backupSteps({ set: '', destination: { directory: place.path, passphrase: secret(''), repositoryId: null } });
  const steps = named.map(({ id: stepId, title, usually, interruptible = true }) => ({ stepId, title, chapter: chapters.backups, guide: null, departure: null, usually, interruptible, approved: [] }));
  const run = await beginRun(work, server, { kind: 'backup', title: 'Back up ClearML', actor: context.actor?.name ?? 'system', planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null, steps });
  return { run };
};
