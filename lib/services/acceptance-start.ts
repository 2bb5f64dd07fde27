import { GroundcrewError } from '@/lib/core/errors';
import { acceptanceTest } from '@/lib/guide/acceptance/acceptance-test';
import { chapters } from '@/lib/guide/chapters';
import { beginRun } from './begin-run';
import { findServer } from './find-server';
import { hashSnapshot, takeSnapshot } from './inputs';
import { retryRun } from './run-retry';
import type { Implementation } from './types';
import { workOf } from './work';

/** Starts a run of one step, the test; one that failed, and of which it is not known whether it ended, runs again. */
export const startAcceptance: Implementation<'acceptance.start'> = async (context, { server: name }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  const open = await work.repositories.runs.openOf(server.id);
  if (open?.kind === 'acceptance' && (open.state === 'failed' || open.state === 'interrupted')) {
    await retryRun(context, { run: open.id });
    return { run: open.id };
  }
  const snapshot = await takeSnapshot(work, server);
  if (snapshot.settings.supportPassword === '') throw new GroundcrewError({ code: 'conflict', reason: 'acceptance.no-password', message: 'The settings hold no password of the support user, as whom the test logs in. Nothing was started.', remedy: 'Enter it on the Settings page.' });
  work.connections.forgive(server.id);
  const { id, title, usually } = acceptanceTest('');
  const step = { stepId: id, title, chapter: chapters.verification, guide: null, departure: null, usually, interruptible: true, approved: [] };
  const run = await beginRun(work, server, { kind: 'acceptance', title, actor: context.actor?.name ?? 'system', planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null, steps: [step] });
  return { run };
};
