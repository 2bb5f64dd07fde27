import { minutes, seconds } from '@/lib/core/units';
import { isActive } from '@/lib/engine/silence';
import { calmSeconds, restarts } from '@/lib/guide/insides/restarts';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from '../../work';

/** After a run, services take a while until they answer. */
const afterRun = minutes(5);
/** That a container ended is said for a while: no news where it was within the minutes after a run. */
const restartsAfterRun = afterRun + seconds(calmSeconds);
/** A run of which nothing is known any more is no reason to be silent for ever. */
const lostAfter = minutes(60);

/** What no run of ours brings about: full disks, want of memory, broken hardware, certificates. Told though one is under way. */
const notOfRuns = /^(?:monitoring\/(?:disk-|memory$)|machine\/(?:disk-errors|disk-health|killed-processes)$|security\/(?:certificates|names)$)/;

/** Why nothing is told of a check just now; null: it is told. */
export interface Silence {
  readonly of: (check: string) => string | null;
  /** After a run of ours what is well again is told at once: often the run was its repair. */
  readonly isEndTold: boolean;
}
export const noSilence: Silence = { of: () => null, isEndTold: true };

/** A maintenance window, or a run of ours on this server, and some minutes after it. */
export async function whySilenced({ repositories }: Work, server: ServerRecord, at: number): Promise<Silence> {
  const silences = await repositories.silences.list();
  const window = silences.find((silence) => (silence.serverName === null || silence.serverName === server.name) && isActive(silence.window, at));
  if (window) return { of: () => `Maintenance: ${window.title}`, isEndTold: false };
  const run = (await repositories.runs.list({ serverId: server.id, limit: 5 })).find(stopsSomething);
  if (!run || !isStirring(run, at, restartsAfterRun)) return noSilence;
  const areOthersSilent = isStirring(run, at, afterRun);
  const isSilent = (check: string) => (check === restarts.id || areOthersSilent) && !notOfRuns.test(check);
  return { of: (check) => (isSilent(check) ? `Run of this console: ${run.title}` : null), isEndTold: run.endedAt !== null };
}

/** An acceptance test stops nothing, nor does a repair none of whose commands restarts anything. */
function stopsSomething({ kind, steps }: RunRecord): boolean {
  if (kind === 'acceptance') return false;
  return kind !== 'repair' || steps.some(({ approved }) => approved.some(({ effect }) => effect === 'restarts'));
}

/** Whether a run works on the server, or did less than `after` milliseconds ago. One that waits for a person stirs nothing. */
function isStirring(run: RunRecord, at: number, after: number): boolean {
  if (run.state === 'running' || run.state === 'cancelling') return true;
  if (run.startedAt === null) return false;
  const times = [run.startedAt, run.endedAt, ...run.steps.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt])];
  const last = Math.max(...times.map((time) => (time === null ? 0 : Date.parse(time))));
  return Math.abs(at - last) < (run.state === 'unknown' ? lostAfter : after);
}
