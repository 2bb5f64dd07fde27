import { isGroundcrewError } from '@/lib/core/errors';
import { minutes } from '@/lib/core/units';
import { dueBackup } from '@/lib/engine/backup-schedule';
import { zonedWords } from '@/lib/engine/backup-words';
import { appendAudit } from '@/lib/store/audit';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { whyNotScheduled } from '../backup-schedule-obstacle';
import { allBackupSets } from '../backup-schedule-sets';
import { findCopyTo } from '../backup-copy-to';
import { beginBackup } from '../begin-backup';
import { isHalfRestored } from '../restore-left';
import type { Work } from '../work';
import { covering } from './alerts/why-silenced';

/** Begins the backups that schedules name, as runs of the actor "system". What it must know after a restart is in the database. */
export interface BackupScheduler {
  start(): void;
  /** Why the backup that is due on a server has not begun, in sentences; null: none waits. */
  waits(serverId: string): string | null;
  /** Looks at every server once; resolves when what is due has begun. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

const every = minutes(1);
const shortestRest = minutes(5);
const longestRest = minutes(60);
/** Of a time that was skipped, long after anybody asks. */
const skipsKept = minutes(400 * 24 * 60);

/** `failures`: how often it was tried in vain; `retryAt`: when it is tried again, in milliseconds since 1970. */
interface Waiting { readonly why: string; readonly failures: number; readonly retryAt: number }

export function createBackupScheduler(getWork: () => Work): BackupScheduler {
  const stopped = new AbortController();
  const waiting = new Map<string, Waiting>();
  /** One at a time for each server, so that one that is slow to answer delays no other. */
  const looking = new Map<string, Promise<void>>();
  let going: Promise<void> = Promise.resolve();

  async function lookAt(work: Work, server: ServerRecord): Promise<void> {
    const now = work.resources.clock.now();
    const waits = await begin(work, server, now);
    if (waits === null) waiting.delete(server.id);
    else waiting.set(server.id, waits);
    // Only now: what a console that is killed before had not done is looked at again.
    await work.repositories.backupSchedules.noteAwake(server.id, now);
  }

  /** Begins what is due; answers why it waits, or null. */
  async function begin(work: Work, server: ServerRecord, now: number): Promise<Waiting | null> {
    const { backupDestinations, backupSchedules, backupSkips, runs, silences } = work.repositories;
    const record = await backupSchedules.get(server.id);
    if (record === null) return null;
    const { schedule, setAt, lastAwakeAt: lastAwake } = record;
    if (schedule === null) return wait('The schedule was saved by another version of this console. Look at it and save it again.');
    const windows = covering(await silences.list(), server).map(({ window }) => window);
    const due = dueBackup({ schedule, server: server.id, windows }, { setAt, settled: await settledSince(work, server.id, setAt), lastAwake }, now);
    if (due.kind === 'skipped') await backupSkips.note(server.id, { dueAt: due.at, why: due.why });
    if (due.kind === 'put-off') return wait(due.why);
    if (due.kind !== 'due') return null;
    const [destination] = await backupDestinations.of(server.id);
    const obstacle = whyNotScheduled(server, destination, await allBackupSets(work, server.id), await isHalfRestored(work, server.id));
    if (obstacle !== null || destination === undefined) return wait(obstacle ?? '');
    const open = await runs.openOf(server.id);
    if (open !== null) return wait(`The backup waits until another run on this server is over: ${open.title}.`);
    const before = waiting.get(server.id);
    // A clock that was set back must not keep it waiting for longer than it was to rest.
    if (before !== undefined && now < before.retryAt && before.retryAt - now <= longestRest) return before;
    try {
      // Where no copy can be made any more, a backup is better than none; the page of the schedule says what is wrong.
      const copyTo = await findCopyTo(work, server, destination, schedule.copyTo).catch((error: unknown) => { if (isGroundcrewError(error)) return null; throw error; });
      await beginBackup(work, server, destination, { actor: 'system', shown: null, isAttended: false, copyTo });
    } catch (error) {
      if (isGroundcrewError(error) && error.reason === 'run.open') return wait('The backup waits until another run on this server is over.');
      if (!isGroundcrewError(error)) work.resources.log.error({ err: error, server: server.id }, 'a scheduled backup met an error of our own');
      const failures = (before?.failures ?? 0) + 1;
      const retryAt = now + Math.min(shortestRest * 2 ** Math.min(failures - 1, 10), longestRest);
      const why = isGroundcrewError(error) ? [error.message, error.remedy].filter(Boolean).join(' ') : 'The console met an error of its own; its log has the details.';
      return { why: `The backup could not begin. ${why} It is tried again at ${zonedWords(retryAt, schedule.zone)}.`, failures, retryAt };
    }
    const sentence = `started a backup of ${server.name} by its schedule${due.why === null ? '' : `. ${due.why}`}`;
    await appendAudit(work.resources.database, { actor: 'system', verb: 'backup.start', serverName: server.name, sentence, outcome: 'ok' }, now);
    return null;
  }

  async function look(): Promise<void> {
    const work = getWork();
    const servers = await work.repositories.servers.list();
    for (const id of waiting.keys()) if (!servers.some((server) => server.id === id)) waiting.delete(id);
    for (const server of servers) {
      if (stopped.signal.aborted || looking.has(server.id)) continue;
      const done = lookAt(work, server)
        .catch((error: unknown) => complain(error, server.id))
        .finally(() => void looking.delete(server.id));
      looking.set(server.id, done);
    }
    await Promise.all(looking.values());
  }

  function complain(error: unknown, server?: string): void {
    if (!stopped.signal.aborted) getWork().resources.log.error({ err: error, server }, 'whether a backup is due could not be told; it is looked at again');
  }

  async function go(): Promise<void> {
    const { clock } = getWork().resources;
    await getWork().repositories.backupSkips.prune(clock.now() - skipsKept).catch(complain);
    while (!stopped.signal.aborted) {
      void look().catch(complain);
      await clock.sleep(every, stopped.signal);
    }
  }

  return {
    start: () => void (going = go()),
    waits: (serverId) => waiting.get(serverId)?.why ?? null,
    look,
    async stop() {
      stopped.abort();
      await Promise.all([going, ...looking.values()]);
    },
  };
}

const wait = (why: string): Waiting => ({ why, failures: 0, retryAt: 0 });

/** When backups of this server began, and the times that were skipped. A run counts from when it was made: its set may not be there yet, or never come. */
async function settledSince({ repositories: { backupSets, backupSkips, runs } }: Work, serverId: string, setAt: number): Promise<number[]> {
  const [sets, skips, made] = await Promise.all([backupSets.of(serverId, 20), backupSkips.since(serverId, setAt), runs.list({ serverId, limit: 20 })]);
  return [...sets.map(({ startedAt }) => Date.parse(startedAt)), ...skips.map(({ dueAt }) => dueAt), ...made.filter(({ kind }) => kind === 'backup').map(({ createdAt }) => Date.parse(createdAt))];
}
