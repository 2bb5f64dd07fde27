import { GroundcrewError } from '@/lib/core/errors';
import { backupRunStep } from './backup-run-step';
import { beginRun } from './begin-run';
import { findServer } from './find-server';
import { hashSnapshot } from './inputs';
import { planRestore } from './restore-plan';
import { refuseOther } from './shown';
import type { Implementation } from './types';
import { workOf } from './work';

/** Starts a restore as a run of its own. Asked anew: nothing is started that was not shown. */
export const startRestore: Implementation<'restore.start'> = async (context, { server: name, safety, shown, confirm, ...input }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  context.auditNote = `backup ${input.set}${safety.kind === 'waiver' ? `, without a safety backup: ${safety.reason}` : ''}`;
  if (confirm !== server.name) throw new GroundcrewError({ code: 'invalid_input', field: 'confirm', reason: 'confirm.differs', message: `Nothing was started: a restore replaces what ClearML keeps. Type the server's name, "${server.name}", to start it.` });
  const { look, snapshot, steps } = await planRestore(work, server, { ...input, safety: safety.kind === 'backup' ? safety.destination : null });
  refuseOther(shown, look.shown, { message: 'The restore would do something else by now than this page showed. Nothing was started.', remedy: 'Look at it as it stands now, then decide.' });
  const refusal = look.findings.find(({ outcome }) => outcome === 'refuse');
  if (refusal !== undefined) throw new GroundcrewError({ code: 'conflict', reason: 'restore.refused', message: `Nothing was started. ${refusal.message}`, remedy: refusal.remedy });
  const run = await beginRun(work, server, {
    kind: 'restore', title: 'Restore ClearML', actor: context.actor?.name ?? 'system', planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null,
    steps: steps.map((step) => backupRunStep(step, look.steps.find(({ id }) => id === step.id)?.commands)),
  });
  return { run };
};
