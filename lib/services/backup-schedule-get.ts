import type { BackupScheduleView } from '@/lib/contract/backup-schedule-view';
import { minutes } from '@/lib/core/units';
import { nextBackups } from '@/lib/engine/backup-schedule';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { allBackupSets } from './backup-schedule-sets';
import { whyNotScheduled } from './backup-schedule-obstacle';
import { placeName } from './find-backup-destination';
import { findServer } from './find-server';
import { isHalfRestored } from './restore-left';
import type { Implementation } from './types';
import { workOf, type Work } from './work';
import { covering } from './workers/alerts/why-silenced';

const month = minutes(31 * 24 * 60);

export const getBackupSchedule: Implementation<'backup-schedule.get'> = async ({ resources }, { server }) => {
  const work = workOf(resources);
  return viewBackupSchedule(work, await findServer(work, server));
};

export async function viewBackupSchedule(work: Work, server: ServerRecord): Promise<BackupScheduleView> {
  const { backupDestinations, backupSchedules, backupSkips, silences } = work.repositories;
  const now = work.resources.clock.now();
  const record = await backupSchedules.get(server.id);
  const [destination] = await backupDestinations.of(server.id);
  const isOn = record?.schedule?.isOn === true;
  const windows = covering(await silences.list(), server).map(({ window }) => window);
  const next = record?.schedule ? nextBackups({ schedule: record.schedule, server: server.id, windows }, now) : [];
  const skipped = (await backupSkips.since(server.id, now - month)).reverse();
  return {
    saved: record && { schedule: record.schedule, retention: record.retention, limits: record.limits },
    next: next.map(({ at, putOff }) => ({ at: new Date(at).toISOString(), putOff })),
    place: destination ? placeName(destination.place) : null,
    waits: isOn ? (work.backupScheduler.waits(server.id) ?? whyNotScheduled(server, destination, await allBackupSets(work, server.id), await isHalfRestored(work, server.id))) : null,
    skipped: skipped.map(({ dueAt, why }) => ({ at: new Date(dueAt).toISOString(), why })),
  };
}
