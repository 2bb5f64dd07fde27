import type { DrillRecord } from '@/lib/contract/drill-record';
import { isGroundcrewError } from '@/lib/core/errors';
import { count, formatDuration } from '@/lib/core/units';
import { askFacts } from '@/lib/engine/ask';
import { drillLeftovers, type DrillLeftover } from '@/lib/facts/drill-leftovers';
import { removal } from '@/lib/guide/drill/removed';
import { isSample } from '@/lib/guide/drill/room';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { readSnapshot, type Snapshot } from '../inputs';
import { currentStep } from '../run-sentence';
import { putStoredSet, storedSet } from '../stored-set';
import type { RunContext } from './run-context';
import { notProven } from './run-failure';
import type { EndState } from './run-next';

const parts: readonly string[] = ['drill/mongodb', 'drill/elasticsearch', 'drill/clearml', 'drill/files'];

/**
 * Removes what a drill that was killed has left, and notes how the drill ended: the backup is proven, or is so no more. Called before the run is
 * ended, so that a console that was killed in between does it once more. Answers what the run says of it; null: it is no drill.
 * Rejects as the connection does when a run whose steps are all done can't ask.
 */
export async function noteDrillEnded(context: RunContext, run: RunRecord, state: EndState): Promise<string | null> {
  if (run.kind !== 'drill' || run.startedAt === null) return null;
  const { drill } = await readSnapshot(context.work, run.id);
  if (drill === undefined) return null;
  const left = await clear(context, [drill.place, drill.elsewhere], state);
  return [await record(context, run, drill, state), left].filter((each) => each !== null).join(' ') || null;
}

async function record(context: RunContext, run: RunRecord, { set: setId, destination, withoutClearml }: NonNullable<Snapshot['drill']>, state: EndState): Promise<string | null> {
  if (state !== 'done' && state !== 'failed') return null;
  const { serverId } = context;
  const { backupDrills } = context.work.repositories;
  const set = await storedSet(context.work, setId, destination);
  const startedAt = run.startedAt ?? run.createdAt;
  const endedAt = new Date(context.now()).toISOString();
  const files = isSample(set?.parts.find(({ source }) => source === 'files')?.bytes ?? 0) ? ('sample' as const) : ('all' as const);
  const age = set === null ? 0 : Math.max(0, Date.parse(startedAt) - Date.parse(set.startedAt));
  const clearml = withoutClearml === undefined ? null : withoutClearml === null ? await clearmlOf(context, run) : { outcome: 'skipped' as const, took: null, sentence: withoutClearml };
  const drill = { id: run.id, set: setId, destination, startedAt, endedAt, age, files, clearml };
  if (state === 'done') {
    // What failed is no part of a restore that went well.
    const took = Math.max(0, tookBy(run) - (clearml?.outcome === 'failed' ? (clearml.took ?? 0) : 0));
    const sentence = [`The backup is proven: restoring it took ${formatDuration(took)}${files === 'sample' ? ', with some of the files only' : ''}${clearml?.outcome === 'passed' && clearml.took !== null ? `, of which ${formatDuration(clearml.took)} until ClearML answered` : ''}, and its data are ${formatDuration(age)} old.`, clearml?.sentence].filter(Boolean).join(' ');
    await backupDrills.put(serverId, { ...drill, outcome: 'proven', took, sentence });
    if (set !== null) await putStoredSet(context.work, { ...set, provenAt: endedAt });
    return sentence;
  }
  const step = currentStep(run);
  const why = step?.failure?.cause ?? step?.failure?.sentence ?? 'It is not known why.';
  // Proven once, it may have been damaged since: then it must not be the one that a retention keeps. Whatever else went wrong takes no proof away.
  const isDamaged = step !== null && parts.includes(step.stepId) && step.attempts.at(-1)?.exitCode === notProven;
  await backupDrills.put(serverId, { ...drill, outcome: isDamaged ? 'damaged' : 'failed', took: null, sentence: `${step?.title ?? 'It'}: ${why}`.slice(0, 2000) });
  if (set !== null && isDamaged) await putStoredSet(context.work, { ...set, provenAt: null });
  return isDamaged ? 'The backup is damaged: what is stored is not what it was. It is not proven any more.' : `No damage was found, so the drill says nothing of the backup: ${set?.provenAt == null ? 'it is not proven yet' : 'it stays proven'}.`;
}

/** What the script says last of the API server (clearml.sh); it can't be told where a console was away when the log was cut. */
async function clearmlOf({ work, runId, redactor }: RunContext, { steps }: RunRecord): Promise<DrillRecord['clearml']> {
  const step = steps.find(({ stepId }) => stepId === 'drill/clearml');
  const lines = step === undefined ? [] : await work.repositories.journal.tail(runId, step.stepId, 50, step.attempts.findLast(({ exitCode }) => exitCode === 0)?.afterSeq);
  const [, outcome, seconds, sentence] = lines.map((line) => /^clearml (passed|failed) (\d{1,6}) (.{1,600})$/.exec(line)).findLast((found) => found !== null) ?? [];
  if (sentence === undefined) return null;
  return { outcome: outcome === 'passed' ? 'passed' : 'failed', took: Number(seconds) * 1000, sentence: redactor.redact(sentence) };
}

/** Milliseconds that the parts took, each by the attempt that ended well. */
function tookBy({ steps }: RunRecord): number {
  const attempts = steps.filter(({ stepId }) => parts.includes(stepId)).flatMap((step) => step.attempts.findLast(({ exitCode }) => exitCode === 0) ?? []);
  return attempts.reduce((sum, { createdAt, endedAt }) => sum + (endedAt === null ? 0 : Math.max(0, Date.parse(endedAt) - Date.parse(createdAt))), 0);
}

/** Answers what could not be removed, in a sentence; null: nothing is left. */
async function clear(context: RunContext, places: readonly string[], state: EndState): Promise<string | null> {
  // Its own: where its lock was broken meanwhile, another drill may be under way.
  const fact = drillLeftovers(places, context.runId);
  const look = async (): Promise<readonly DrillLeftover[] | string> => {
    const reading = (await context.use((host) => askFacts(host, context.work.reach, [fact]))).get(fact.id);
    return reading?.readable === true ? (reading.value as readonly DrillLeftover[]) : (reading?.reason ?? 'The server gave no answer.');
  };
  try {
    let left = await look();
    if (typeof left !== 'string' && left.length > 0) {
      await context.use((host) => host.ask([removal(places, context.runId)], { timeout: 300_000 }));
      left = await look();
    }
    if (typeof left === 'string') return `It is not known whether something of the drill is left: ${context.redactor.redact(left)} The next drill looks for it.`;
    return left.length === 0 ? null : `${count(left.length, 'thing')} of the drill could not be removed: ${left.map(({ kind, name }) => `the ${kind} ${name}`).join(', ')}. The next drill tries again.`;
  } catch (error) {
    if (!isGroundcrewError(error) || state === 'done') throw error;
    return `It is not known whether something of the drill is left: ${error.message} The next drill looks for it.`;
  }
}
