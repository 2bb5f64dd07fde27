import { minutes } from '@/lib/core/units';
import { dueBackup } from '@/lib/engine/backup-schedule';
import type { BackupScheduleRecord } from '@/lib/store/repositories/backup-schedules';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { whyNotScheduled } from '../backup-schedule-obstacle';
import { allBackupSets } from '../backup-schedule-sets';
import { findCopyTo, whyNoScheduledCopy } from '../backup-copy-to';
import { beginBackup } from '../begin-backup';
import { scheduledOf } from '../find-backup-destination';
import { isHalfRestored } from '../restore-left';
import type { Work } from '../work';
import { covering } from './alerts/why-silenced';
import { beginDueDrill } from './due-drill';
import { startScheduled, wait, type Waiting } from './scheduled-start';

/** Begins the backups and restore drills that schedules name, as runs of the actor "system". What it must know after a restart is in the database. */
export interface BackupScheduler {
  start(): void;
  /** Why the backup that is due on a server has not begun, in sentences; null: none waits. */
  waits(serverId: string): string | null;
  /** The same of the restore drill. */
  drillWaits(serverId: string): string | null;
  /** Looks at every server once; resolves when what is due has begun. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

const every = minutes(1);
/** Of a time that was skipped, long after anybody asks. */
const skipsKept = minutes(400 * 24 * 60);

export function createBackupScheduler(getWork: () => Work): BackupScheduler {
  const stopped = new AbortController();
  const waiting = new Map<string, Waiting>();
  const drillWaiting = new Map<string, Waiting>();
  /** One at a time for each server, so that one that is slow to answer delays no other. */
  const looking = new Map<string, Promise<void>>();
  let going: Promise<void> = Promise.resolve();

  async function lookAt(work: Work, server: ServerRecord): Promise<void> {
    const now = work.resources.clock.now();
    const record = await work.repositories.backupSchedules.get(server.id);
    note(waiting, server.id, record && (await begin(work, server, record, now)));
    // Behind the backup: where both are due, what is saved now is worth more.
    note(drillWaiting, server.id, record && (await beginDueDrill(work, server, record, now, drillWaiting.get(server.id))));
    // Only now: what a console that is killed before had not done is looked at again.
    await work.repositories.backupSchedules.noteAwake(server.id, now);
  }

  /** Begins what is due; answers why it waits, or null. */
  async function begin(work: Work, server: ServerRecord, record: BackupScheduleRecord, now: number): Promise<Waiting | null> {
    const { backupDestinations, backupSkips, silences } = work.repositories;
    const { schedule, setAt, lastAwakeAt: lastAwake } = record;
    if (schedule === null) return wait('The schedule was saved by another version of this console. Look at it and save it again.');
    const windows = covering(await silences.list(), server).map(({ window }) => window);
    const due = dueBackup({ schedule, server: server.id, windows }, { setAt, settled: await settledSince(work, server.id, setAt), lastAwake }, now);
    if (due.kind === 'skipped') await backupSkips.note(server.id, { dueAt: due.at, why: due.why });
    if (due.kind === 'put-off') return wait(due.why);
    if (due.kind !== 'due') return null;
    const destinations = await backupDestinations.of(server.id);
    const destination = scheduledOf(destinations, schedule);
    const obstacle = whyNotScheduled(server, destination, await allBackupSets(work, server.id), await isHalfRestored(work, server.id));
    if (obstacle !== null || destination === undefined) return wait(obstacle ?? '');
    // Where no copy can be made any more, a backup is better than none; the run, the audit, the check and the page of the schedule say what is wrong.
    const uncopied = await whyNoScheduledCopy(work, schedule, destinations);
    const why = [due.why, uncopied && `It is not copied. ${uncopied}`].filter(Boolean).join(' ') || null;
    return startScheduled(work, server, { what: 'backup', zone: schedule.zone, why, now, before: waiting.get(server.id) }, async () => {
      const copyTo = uncopied === null ? await findCopyTo(work, server, destination, schedule.copyTo) : null;
      if (uncopied !== null) work.resources.log.warn({ server: server.id, why: uncopied }, 'a scheduled backup is not copied');
      return beginBackup(work, server, destination, { actor: 'system', shown: null, isAttended: false, copyTo, ...(uncopied !== null && { uncopied: { to: schedule.copyTo ?? '', why: uncopied } }) });
    });
  }

  async function look(): Promise<void> {
    const work = getWork();
    const servers = await work.repositories.servers.list();
    for (const each of [waiting, drillWaiting]) for (const id of each.keys()) if (!servers.some((server) => server.id === id)) each.delete(id);
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
    drillWaits: (serverId) => drillWaiting.get(serverId)?.why ?? null,
    look,
    async stop() {
      stopped.abort();
      await Promise.all([going, ...looking.values()]);
    },
  };
}

function note(waiting: Map<string, Waiting>, serverId: string, waits: Waiting | null): void {
  if (waits === null) waiting.delete(serverId);
  else waiting.set(serverId, waits);
}

/** When backups of this server began, and the times that were skipped. A run counts from when it was made: its set may not be there yet, or never come. */
async function settledSince({ repositories: { backupSets, backupSkips, runs } }: Work, serverId: string, setAt: number): Promise<number[]> {
  const [sets, skips, made] = await Promise.all([backupSets.of(serverId, 20), backupSkips.since(serverId, setAt), runs.list({ serverId, limit: 20 })]);
  return [...sets.map(({ startedAt }) => Date.parse(startedAt)), ...skips.map(({ dueAt }) => dueAt), ...made.filter(({ kind }) => kind === 'backup').map(({ createdAt }) => Date.parse(createdAt))];
}
