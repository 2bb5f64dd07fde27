import type { SilencedNow } from '@/lib/contract/alert';
import { startStep } from '@/lib/contract/quiesced';
import { minutes, seconds } from '@/lib/core/units';
import { activeUntil, isActive, silentUntil } from '@/lib/engine/silence';
import { calmSeconds, restarts } from '@/lib/guide/insides/restarts';
import { isAside } from '@/lib/contract/run';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { SilenceRecord } from '@/lib/store/repositories/silences';
import { hasStopped } from '../../backup-left';
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
  const window = covering(await repositories.silences.list(), server).find((silence) => isActive(silence.window, at));
  if (window) return { of: () => `Maintenance: ${window.title}`, isEndTold: false };
  const run = (await repositories.runs.list({ serverId: server.id, limit: 5 })).find((each) => stopsSomething(each, at));
  if (!run || !isStirring(run, at, restartsAfterRun)) return noSilence;
  const areOthersSilent = isStirring(run, at, afterRun);
  const isSilent = (check: string) => (check === restarts.id || areOthersSilent) && !notOfRuns.test(check);
  return { of: (check) => (isSilent(check) ? `Run of this console: ${run.title}` : null), isEndTold: run.endedAt !== null };
}

/** What may silence any server: all maintenance windows, and the runs that may still stir something. */
export interface Stir { readonly windows: readonly SilenceRecord[]; readonly runs: readonly RunRecord[] }

/** Asked once for all servers of a page, or for one of them. */
export async function readStir({ repositories }: Work, at: number, serverId?: string): Promise<Stir> {
  const [windows, runs] = await Promise.all([repositories.silences.list(), repositories.runs.notEndedBefore(at - lostAfter, serverId)]);
  return { windows, runs };
}

/** The same for a page, of the checks in general: what is silent, till when and why. */
export function silencedNow(server: ServerRecord, { windows, runs }: Stir, at: number): SilencedNow | null {
  const own = covering(windows, server);
  const closes = ({ window }: SilenceRecord) => activeUntil(window, at) ?? 0;
  const [open] = own.filter((each) => closes(each) > 0).sort((one, other) => closes(other) - closes(one));
  if (open) return { kind: 'window', title: open.title, by: open.by, until: iso(silentUntil(own.map(({ window }) => window), at)), run: null };
  const run = runs.find((each) => each.serverId === server.id && stopsSomething(each, at));
  if (!run || !isStirring(run, at, afterRun)) return null;
  return { kind: 'run', title: run.title, by: run.actor, until: iso(isUnderWay(run) ? null : lastStirred(run) + (run.state === 'unknown' ? lostAfter : afterRun)), run: run.id };
}

/** Those of this server and of all servers. */
export const covering = (windows: readonly SilenceRecord[], { name }: ServerRecord): SilenceRecord[] => windows.filter(({ serverName }) => serverName === null || serverName === name);
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** What stands aside stops nothing, but for a backup that stops ClearML, until a while after that is started again; nor does a repair none of whose commands restarts anything. */
function stopsSomething(run: RunRecord, at: number): boolean {
  const { kind, steps } = run;
  if (isAside(kind)) return hasStopped(run) || steps.some(({ stepId, state, endedAt }) => stepId === startStep && state === 'done' && endedAt !== null && Math.abs(at - Date.parse(endedAt)) < restartsAfterRun);
  return kind !== 'repair' || steps.some(({ approved }) => approved.some(({ effect }) => effect === 'restarts'));
}

/** Whether a run works on the server, or did less than `after` milliseconds ago. One that waits for a person stirs nothing. */
function isStirring(run: RunRecord, at: number, after: number): boolean {
  if (isUnderWay(run)) return true;
  if (run.startedAt === null) return false;
  return Math.abs(at - lastStirred(run)) < (run.state === 'unknown' ? lostAfter : after);
}

const isUnderWay = ({ state }: RunRecord): boolean => state === 'running' || state === 'cancelling';

/** When it last began or ended something, in milliseconds. */
function lastStirred({ startedAt, endedAt, steps }: RunRecord): number {
  const times = [startedAt, endedAt, ...steps.flatMap((step) => [step.startedAt, step.endedAt])];
  return Math.max(...times.map((time) => (time === null ? 0 : Date.parse(time))));
}
