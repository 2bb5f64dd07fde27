import { GroundcrewError } from '@/lib/core/errors';
import type { RunState } from '@/lib/contract/run';
import type { RunRecord, StepChange, StepRecord } from '@/lib/store/repositories/run-record';
import { actOnRun, spoken } from './act-on-run';
import { lapsedApprovals } from './approvals';
import { isPast } from './backup-left';
import { findRun } from './find-run';
import { buildInputs, hashSnapshot, readSnapshot, takeSnapshot } from './inputs';
import { inputSecrets } from './known-secrets';
import { inUse, whyRetryWaits } from './repository-uses';
import { isOutlived } from './restore-outlived';
import { currentStep } from './run-sentence';
import type { Implementation } from './types';
import { workOf, type Work } from './work';
import { packSnapshot } from './workers/run-context';
import { openAttempt } from './workers/run-next';

const retriable: readonly RunState[] = ['failed', 'interrupted', 'cancelled'];

/** Goes on from the step that stopped, or from an earlier one; each is planned again, so what is in place stays. */
export const retryRun: Implementation<'run.retry'> = async (context, { run: runId, fromStep }) => {
  const work = workOf(context.resources);
  const stood = await findRun(work, runId);
  const { serverId } = stood;
  const open = serverId === null ? null : await work.repositories.runs.openOf(serverId);
  if (open !== null && open.id !== runId) throw new GroundcrewError({ code: 'conflict', reason: 'run.open', message: 'Another run is open on this server. Nothing was started.', remedy: 'Let that run end, or cancel it.' });
  const waits = retriable.includes(stood.state) ? await whyRetryWaits(work, stood) : null;
  if (waits !== null) throw inUse(waits);
  if (serverId !== null) work.connections.forgive(serverId);
  const inputs = await changedInputs(work, await findRun(work, runId));
  const isLate = await isOutlived(work, await findRun(work, runId));
  return actOnRun(context, runId, (run) => {
    if (run.state === 'unknown') return null; // the worker asks at once instead of waiting
    if (!retriable.includes(run.state)) throw new GroundcrewError({ code: 'conflict', reason: 'run.not-stopped', message: `The run is ${run.state}; only a run that failed, was interrupted or was cancelled can be retried.` });
    if (run.kind === 'restore' && (isLate || isPast(run))) throw new GroundcrewError({ code: 'conflict', reason: 'restore.past-its-moment', message: 'ClearML was started again after this restore had stopped it, so what was written since then is in no backup that it has made, and would be lost. Nothing was started.', remedy: 'Start another restore on the Restore page: it first backs up what is there now.' });
    if (isPast(run)) throw new GroundcrewError({ code: 'conflict', reason: 'backup.past-its-moment', message: 'ClearML was started again before all parts of this backup were stored, so they would not be of the same moment. Nothing was started.', remedy: 'Start another backup on the Backups page.' });
    if (run.serverId === null) throw new GroundcrewError({ code: 'conflict', reason: 'server.unknown', message: 'The server of this run was removed from the console.' });
    // A file or setting that was mended belongs to earlier steps too: they are asked again, and what is in place stays.
    const asked = fromStep === undefined ? currentStep(run) : run.steps.find((step) => step.stepId === fromStep);
    const from = inputs && (asked || fromStep === undefined) ? run.steps[0] : asked;
    if (!from) throw new GroundcrewError({ code: 'not_found', field: 'fromStep', reason: 'step.unknown', message: 'The run has no such step to retry from.' });
    const stopped = currentStep(run);
    if (stopped !== null && from.position > stopped.position) throw new GroundcrewError({ code: 'conflict', field: 'fromStep', reason: 'step.later', message: `"${stopped.title}" comes first: retry from there, or skip it with a reason.` });
    // A skipped step stays skipped, unless it is the one that was asked for.
    const again = (step: StepRecord) => step.state !== 'pending' && (step.state !== 'skipped' || step.stepId === fromStep);
    const steps = run.steps.filter((step) => step.position >= from.position && again(step)).map(afresh);
    const words = `asked to retry from "${from.title}"${inputs ? ', with the materials and settings as they are saved now' : ''}.`;
    return { run: { expect: run.state, state: 'running', endedAt: null, inputs }, steps: [...lapsedApprovals(run, context.clock.now()), ...steps], lines: spoken(context.actor, words, from.stepId) };
  });
};

/** What was mended in Materials or Settings since the run was started is meant for it; undefined: nothing changed. */
async function changedInputs(work: Work, run: RunRecord) {
  const server = run.serverId === null ? null : await work.repositories.servers.byId(run.serverId);
  if (server === null) return undefined;
  const snapshot = await takeSnapshot(work, server);
  const hash = hashSnapshot(work, snapshot);
  if (hash === run.inputsHash) return undefined;
  const before = await readSnapshot(work, run.id);
  // What an open attempt goes on to say was made of the inputs of before.
  const former = openAttempt(run) === null ? undefined : [...new Set([...(before.former ?? []), ...inputSecrets(buildInputs(before)).map((each) => each.reveal())])];
  return { hash, json: packSnapshot({ ...before, ...snapshot, former }) };
}

/** An attempt that is not known to have ended is asked about before anything is planned. */
function afresh(step: StepRecord): StepChange {
  const isOpen = step.attempts.at(-1)?.state === 'open';
  return { id: step.stepId, state: isOpen ? 'running' : 'pending', failure: null, waitsFor: null, skipReason: null, exitCode: null, endedAt: null };
}
