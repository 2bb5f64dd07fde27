import type { BackupScheduleView } from '@/lib/contract/backup-schedule-view';
import { minutes } from '@/lib/core/units';
import { asShown, nextBackups } from '@/lib/engine/backup-schedule';
import { drillTimes, setToDrill } from '@/lib/engine/drill-schedule';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { allBackupSets } from './backup-schedule-sets';
import { whyNoScheduledCopy } from './backup-copy-to';
import { whyNotScheduled } from './backup-schedule-obstacle';
import { whyNotDrilled } from './drill-obstacle';
import { placeName, scheduledOf } from './find-backup-destination';
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
  const destinations = await backupDestinations.of(server.id);
  const destination = scheduledOf(destinations, record?.schedule);
  // One that is gone is chosen no more, nor is one to which they go anyway.
  const isChosen = (chosen: string, but?: string) => destinations.some(({ id }) => id === chosen && id !== but);
  const schedule = record?.schedule && { ...record.schedule, destination: isChosen(record.schedule.destination) ? record.schedule.destination : '', copyTo: isChosen(record.schedule.copyTo, destination?.id) ? record.schedule.copyTo : '' };
  const isOn = record?.schedule?.isOn === true;
  const windows = covering(await silences.list(), server).map(({ window }) => window);
  const next = record?.schedule ? nextBackups({ schedule: record.schedule, server: server.id, windows }, now) : [];
  const drill = record?.schedule ? record.drill : null;
  const [nextDrill] = record?.schedule && drill ? nextBackups({ schedule: drillTimes(drill, record.schedule), server: server.id, windows }, now, 1) : [];
  const [sets, isHalf] = await Promise.all([allBackupSets(work, server.id), isHalfRestored(work, server.id)]);
  const skipped = (await backupSkips.since(server.id, now - month)).reverse();
  return {
    saved: record && { schedule: schedule ?? null, retention: record.retention, limits: record.limits, drill: record.drill },
    next: next.map(asShown),
    place: destination ? placeName(destination.place) : null,
    places: destinations.map(({ id, place }) => ({ id, place: placeName(place) })),
    copyWaits: await whyNoScheduledCopy(work, record?.schedule, destinations),
    waits: isOn ? (work.backupScheduler.waits(server.id) ?? whyNotScheduled(server, destination, sets, isHalf)) : null,
    skipped: skipped.map(({ dueAt, why }) => ({ at: new Date(dueAt).toISOString(), why })),
    drill: {
      next: nextDrill ? asShown(nextDrill) : null,
      waits: drill && drill.often !== 'off' ? (work.backupScheduler.drillWaits(server.id) ?? whyNotDrilled(server, setToDrill(sets), isHalf)) : null,
      skipped: record?.drillSkippedAt != null && record.drillSkippedAt >= now - month ? new Date(record.drillSkippedAt).toISOString() : null,
    },
  };
}
