import { GroundcrewError } from '@/lib/core/errors';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { backupRunStep } from './backup-run-step';
import { beginRun } from './begin-run';
import { planDrill } from './drill-plan';
import { findServer } from './find-server';
import { hashSnapshot } from './inputs';
import { inUse, whyDrillWaits } from './repository-uses';
import type { Implementation } from './types';
import { workOf, type Work } from './work';

/** Starts a restore drill as a run of its own. The server judges once more whether it may: a page can be old. */
export const startDrill: Implementation<'drill.start'> = async (context, { server: name, set, destination }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  context.auditNote = `backup ${set}`;
  return { run: await beginDrill(work, server, set, context.actor?.name ?? 'system', destination) };
};

/** @throws GroundcrewError `conflict`: another run is open (`run.open`), one of another server uses the repository (`repository.in-use`), or something refuses (`drill.refused`); and as the connection does */
export async function beginDrill(work: Work, server: ServerRecord, set: string, actor: string, at?: string): Promise<string> {
  if ((await work.repositories.runs.openOf(server.id)) !== null) throw new GroundcrewError({ code: 'conflict', reason: 'run.open', message: 'Another run is open on this server. Nothing was started.', remedy: 'Look at that run: let it end, or cancel it.' });
  const { look, snapshot, steps, destination } = await planDrill(work, server, set, at);
  const waits = await whyDrillWaits(work, destination);
  if (waits !== null) throw inUse(waits);
  const refusal = look.findings.find(({ outcome }) => outcome === 'refuse');
  if (refusal !== undefined) throw new GroundcrewError({ code: 'conflict', reason: 'drill.refused', message: `No drill was started. ${refusal.message}`, remedy: refusal.remedy });
  return beginRun(work, server, {
    kind: 'drill', title: 'Restore drill', actor, planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null,
    steps: steps.map((step) => backupRunStep(step)),
  });
}
