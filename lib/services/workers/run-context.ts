import type { Line } from '@/lib/contract/run';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import type { Readings } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import type { Command } from '@/lib/shell/command';
import type { Host } from '@/lib/shell/host';
import type { Redactor } from '@/lib/shell/redact';
import type { RunChange, RunRecord } from '@/lib/store/repositories/run-record';
import { announceServer } from '../announce';
import { buildInputs, readSnapshot, type Snapshot } from '../inputs';
import { redactorFor } from '../known-secrets';
import { viewRun } from '../run-view';
import type { Work } from '../work';
import type { Bars } from './bars';
import { wantedBackup } from './backup-wanted';
import { wantedDrill } from './drill-wanted';
import { wantedRestore } from './restore-wanted';
import { readWatching } from './watch/watch-inputs';

/** What the parts of one run's worker share. It holds nothing that the database does not also know, but for speed. */
export interface RunContext {
  readonly work: Work;
  readonly runId: string;
  readonly serverId: string;
  /** Knows the secrets as of the last `reload`. */
  readonly redactor: Redactor;
  readonly bars: Bars;
  /** Commands of an attempt that is recorded and not started yet. */
  readonly planned: Map<string, readonly Command[]>;
  /** By what the step before was judged to be done, and when that was asked: the next one need not ask it again at once. */
  judged: { readonly readings: Readings; readonly at: number } | null;
  /** It was held when it was asked last; before an attempt is started it is asked again. */
  hasLock: boolean;
  now(): number;
  newId(): string;
  /** The run's own inputs, as approved. */
  inputs(run: RunRecord): Inputs;
  /** Reads the run's inputs and the secrets again: a person has changed something. */
  reload(): Promise<void>;
  use<T>(task: (host: Host) => Promise<T>): Promise<T>;
  /** One transaction, then the events. */
  commit(change: RunChange): Promise<void>;
  publish(): Promise<void>;
}

/** The step whose attempt tells at which boot the kernel settings were changed (design.md §1). */
const kernelSteps: readonly string[] = ['installation/kernel-settings'];

export async function openRun(work: Work, run: RunRecord, serverId: string, bars: Bars): Promise<RunContext> {
  const { clock, events, random } = work.resources;
  const read = async () => {
    const snapshot = await readSnapshot(work, run.id);
    // A probe that is repaired is judged by the thresholds of now, as it is watched.
    const watching = { ...(await readWatching(work, serverId)), ...(await wantedBackup(work, run.id, serverId, snapshot)), ...(await wantedRestore(work, run.id, serverId, snapshot)), ...(await wantedDrill(work, run.id, serverId, snapshot)) };
    return { snapshot, watching, redactor: (await redactorFor(work, serverId, buildInputs(snapshot))).with((snapshot.former ?? []).map(secret)) };
  };
  let known = await read();
  const publish = async () => {
    const record = await work.repositories.runs.get(run.id);
    if (record) events.publish({ type: 'run', run: viewRun(record, clock.now(), bars.read()) });
  };
  return {
    work,
    runId: run.id,
    serverId,
    get redactor() {
      return known.redactor;
    },
    async reload() {
      known = await read();
    },
    bars,
    planned: new Map(),
    judged: null,
    hasLock: false,
    now: () => clock.now(),
    newId: () => newId(random),
    inputs: (record) => buildInputs(known.snapshot, kernelBoot(record), known.watching),
    use: (task) => work.connections.use(serverId, task),
    publish,
    async commit(change) {
      const lines = await work.repositories.runs.commit(run.id, masked(change, known.redactor), clock.now());
      publishLines(work, run.id, lines);
      if (change.run || change.steps || change.newAttempt) await publish();
      // Frame and fleet show how the server's run stands.
      if (change.run?.state !== undefined || change.run?.startedAt !== undefined) await announceServer(work, serverId);
    },
  };
}

export function publishLines(work: Work, runId: string, lines: Line[]): void {
  const last = lines.at(-1);
  if (last) work.resources.events.publish({ type: 'lines', run: runId, lines, lastSeq: last.seq });
}

/** What the console itself says may quote the server. */
function masked(change: RunChange, redactor: Redactor): RunChange {
  if (change.lines?.stream !== 'console') return change;
  return { ...change, lines: { ...change.lines, texts: change.lines.texts.map((text) => redactor.redact(text)) } };
}

function kernelBoot(run: RunRecord): string | null {
  const attempts = run.steps.filter((step) => kernelSteps.includes(step.stepId)).flatMap((step) => step.attempts);
  return attempts.filter((attempt) => attempt.state === 'finished' && attempt.bootId !== null).at(-1)?.bootId ?? null;
}

/** The snapshot as the run's row keeps it. */
export const packSnapshot = (snapshot: Snapshot) => secret(JSON.stringify(snapshot));
