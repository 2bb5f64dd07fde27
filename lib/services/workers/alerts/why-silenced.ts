import { minutes } from '@/lib/core/units';
import { isActive } from '@/lib/engine/silence';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from '../../work';

/** After a run, services take a while until they answer. */
const afterRun = minutes(5);
/** A run of which nothing is known any more is no reason to be silent for ever. */
const lostAfter = minutes(60);

/** What no run of ours brings about: full disks, want of memory, broken hardware, certificates. Told though one is under way. */
const notOfRuns = /^(?:monitoring\/(?:disk-|memory$)|machine\/(?:disk-errors|disk-health|killed-processes)$|security\/(?:certificates|names)$)/;

/** Why nothing is told of a check of this server just now: a maintenance window, or a run of ours; null: it is told. */
export async function whySilenced({ repositories }: Work, server: ServerRecord, at: number): Promise<(check: string) => string | null> {
  const silences = await repositories.silences.list();
  const window = silences.find((silence) => (silence.serverName === null || silence.serverName === server.name) && isActive(silence.window, at));
  if (window) return () => `Maintenance: ${window.title}`;
  // An acceptance test stops nothing.
  const run = (await repositories.runs.list({ serverId: server.id, limit: 5 })).find(({ kind }) => kind !== 'acceptance');
  if (!run || !isStirring(run, at)) return () => null;
  return (check) => (notOfRuns.test(check) ? null : `Run of this console: ${run.title}`);
}

/** Whether a run works on the server, or did minutes ago. One that waits for a person stirs nothing. */
function isStirring(run: RunRecord, at: number): boolean {
  if (run.state === 'running' || run.state === 'cancelling') return true;
  if (run.startedAt === null) return false;
  const times = [run.startedAt, run.endedAt, ...run.steps.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt])];
  const last = Math.max(...times.map((time) => (time === null ? 0 : Date.parse(time))));
  return Math.abs(at - last) < (run.state === 'unknown' ? lostAfter : afterRun);
}
