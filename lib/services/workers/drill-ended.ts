import type { DrillRecord } from '@/lib/contract/drill-record';
import { isGroundcrewError } from '@/lib/core/errors';
import { count, formatDuration } from '@/lib/core/units';
import { askFacts } from '@/lib/engine/ask';
import { drillLeftovers, type DrillLeftover } from '@/lib/facts/drill-leftovers';
import { removal } from '@/lib/guide/drill/removed';
import { isSample } from '@/lib/guide/drill/room';
import type { BackupSetRecord } from '@/lib/store/repositories/backup-sets';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { readSnapshot, type Snapshot } from '../inputs';
import { currentStep } from '../run-sentence';
import { knownSet } from '../same-repository';
import { putStoredSet, storedSet } from '../stored-set';
import { unlockDrilled } from './drill-unlocked';
import type { RunContext } from './run-context';
import { notProven } from './run-failure';
import type { EndState } from './run-next';

const parts: readonly string[] = ['drill/mongodb', 'drill/elasticsearch', 'drill/clearml', 'drill/files'];

/**
 * Removes what a drill that was killed has left, also of locks at another server's place, and notes how the drill ended: the backup is proven, or is so no more. Called before the run is
 * ended, so that a console that was killed in between does it once more. Answers what the run says of it; null: it is no drill.
 * Rejects as the connection does when a run whose steps are all done can't ask.
 */
export async function noteDrillEnded(context: RunContext, run: RunRecord, state: EndState): Promise<string | null> {
  if (run.kind !== 'drill' || run.startedAt === null) return null;
  const { drill } = await readSnapshot(context.work, run.id);
  if (drill === undefined) return null;
  const left = await clear(context, [drill.place, drill.elsewhere], state);
  const locked = drill.foreign ? await unlockDrilled(context, drill, state) : null;
  return [await record(context, run, drill, state), left, locked].filter((each) => each !== null).join(' ') || null;
}

async function record(context: RunContext, run: RunRecord, { set: setId, destination: from, withoutClearml, foreign }: NonNullable<Snapshot['drill']>, state: EndState): Promise<string | null> {
  if (state !== 'done' && state !== 'failed') return null;
  const { backupDrills } = context.work.repositories;
  const set = foreign ? await knownFrom(context, from, setId) : await storedSet(context.work, setId, from);
  // What another server's is proven by is that server's to know, at its own name for the place; where no server of this console made it, it is noted here.
  const [serverId, destination] = set === null ? [context.serverId, from] : [set.serverId, set.destinationId];
  const on = foreign && set?.serverId !== context.serverId ? context.serverId : null;
  const startedAt = run.startedAt ?? run.createdAt;
  const endedAt = new Date(context.now()).toISOString();
  const files = foreign?.files ?? (isSample(set?.parts.find(({ source }) => source === 'files')?.bytes ?? 0) ? 'sample' : 'all');
  const begun = set?.startedAt ?? foreign?.startedAt;
  const age = begun === undefined ? 0 : Math.max(0, Date.parse(startedAt) - Date.parse(begun));
  const clearml = withoutClearml === undefined ? null : withoutClearml === null ? await clearmlOf(context, run) : { outcome: 'skipped' as const, took: null, sentence: withoutClearml };
  const drill = { id: run.id, set: setId, destination, on, startedAt, endedAt, age, files, clearml };
  const counts = on === null ? null : await countsWords(context, set);
  if (state === 'done') {
    // What failed is no part of a restore that went well.
    const took = Math.max(0, tookBy(run) - (clearml?.outcome === 'failed' ? (clearml.took ?? 0) : 0));
    const sentence = [`The backup is proven: restoring it took ${formatDuration(took)}${files === 'sample' ? ', with some of the files only' : ''}${clearml?.outcome === 'passed' && clearml.took !== null ? `, of which ${formatDuration(clearml.took)} until ClearML answered` : ''}, and its data are ${formatDuration(age)} old.`, clearml?.sentence].filter(Boolean).join(' ');
    await backupDrills.put(serverId, { ...drill, outcome: 'proven', took, sentence });
    if (set !== null) await noteProof(context, set, endedAt);
    return [sentence, counts].filter(Boolean).join(' ');
  }
  const step = currentStep(run);
  const why = step?.failure?.cause ?? step?.failure?.sentence ?? 'It is not known why.';
  // Proven once, it may have been damaged since: then it must not be the one that a retention keeps. Whatever else went wrong takes no proof away.
  const isDamaged = step !== null && parts.includes(step.stepId) && step.attempts.at(-1)?.exitCode === notProven;
  await backupDrills.put(serverId, { ...drill, outcome: isDamaged ? 'damaged' : 'failed', took: null, sentence: `${step?.title ?? 'It'}: ${why}`.slice(0, 2000) });
  if (set !== null && isDamaged) await noteProof(context, set, null);
  return isDamaged ? ['The backup is damaged: what is stored is not what it was. It is not proven any more.', counts].filter(Boolean).join(' ') : `No damage was found, so the drill says nothing of the backup: ${set?.provenAt == null ? 'it is not proven yet' : 'it stays proven'}.`;
}

/** Another server's backup as that one knows it; null: it does not, or the destination was removed meanwhile. */
async function knownFrom({ work, serverId }: RunContext, destination: string, set: string): Promise<BackupSetRecord | null> {
  const found = (await work.repositories.backupDestinations.of(serverId)).find(({ id }) => id === destination);
  return found === undefined ? null : knownSet(work, found, set);
}

/** Asked anew: of another server's backup more may be known by now, and one that was deleted meanwhile comes back by nobody's note. */
async function noteProof({ work }: RunContext, { id, destinationId }: BackupSetRecord, provenAt: string | null): Promise<void> {
  const set = await storedSet(work, id, destinationId);
  if (set?.destinationId === destinationId) await putStoredSet(work, { ...set, provenAt });
}

/** For whom it counts beside the server on which it ran. */
async function countsWords({ work }: RunContext, set: BackupSetRecord | null): Promise<string> {
  const owner = set && (await work.repositories.servers.byId(set.serverId));
  return owner ? `That is noted among the backups of ${owner.name}, which made it.` : 'It is noted on this server alone: no server that this console knows has made this backup at this place.';
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
