import { GroundcrewError } from '@/lib/core/errors';
import { minutes } from '@/lib/core/units';
import { beginRun } from './begin-run';
import { findServer } from './find-server';
import { hashSnapshot, takeSnapshot } from './inputs';
import type { Implementation } from './types';
import { workOf } from './work';

/** Records a run of kind `adopted`: nothing is started, planned or stopped; its worker only reads the log to its end. */
export const adoptAttempt: Implementation<'attempt.adopt'> = async (context, { server: name, attempt }) => {
  const { resources, actor, clock } = context;
  context.auditNote = attempt;
  const work = workOf(resources);
  const server = await findServer(work, name);
  if ((await work.repositories.runs.knownAttempts([attempt])).has(attempt)) throw new GroundcrewError({ code: 'conflict', reason: 'attempt.known', message: 'This attempt is in a run of this console already. Nothing was changed.', remedy: 'Look for it in the list of runs.' });
  const status = await work.connections.use(server.id, (host) => host.status(attempt));
  if (!status.claimed) throw new GroundcrewError({ code: 'not_found', reason: 'attempt.unknown', message: 'There is no such attempt on the server.', remedy: 'Reload the page: its run directory may have been cleared.' });
  const snapshot = await takeSnapshot(work, server);
  // A time that lies ahead would be the fault of the server's clock; it is not believed.
  const startedAt = status.startedAt !== null && status.startedAt <= clock.now() + minutes(1) ? status.startedAt : null;
  const run = await beginRun(work, server, {
    kind: 'adopted',
    title: `Adopted attempt ${attempt}`,
    actor: actor?.name ?? 'system',
    planId: null,
    inputsHash: hashSnapshot(work, snapshot),
    snapshot,
    rebootAt: null,
    // What it does is not known, and so neither is its usual time nor whether it may be stopped.
    steps: [{ stepId: 'adopted/attempt', title: 'What was found on the server', chapter: 'Adopted', guide: null, departure: null, usually: minutes(60), interruptible: false, approved: [] }],
    adopts: { attempt, startedAt },
  });
  return { run };
};
