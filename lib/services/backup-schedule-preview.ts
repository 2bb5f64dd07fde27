import { asShown, nextBackups, previewSchedule } from '@/lib/engine/backup-schedule';
import { twoDaysProblem } from '@/lib/engine/backup-two-days';
import { drillTimes } from '@/lib/engine/drill-schedule';
import { allBackupSets, retainSets } from './backup-schedule-sets';
import { findServer } from './find-server';
import { restoresOf } from './restore-left';
import type { Implementation } from './types';
import { workOf } from './work';
import { covering } from './workers/alerts/why-silenced';

/** The times are shown of a schedule that is off, too. */
export const previewBackupSchedule: Implementation<'backup-schedule.preview'> = async ({ resources, clock }, { server: name, schedule, retention, drill }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const windows = covering(await work.repositories.silences.list(), server).map(({ window }) => window);
  const now = clock.now();
  const [nextDrill] = drill ? nextBackups({ schedule: drillTimes(drill, schedule), server: server.id, windows }, now, 1) : [];
  return {
    nextDrill: nextDrill ? asShown(nextDrill) : null,
    ...previewSchedule({ schedule: { ...schedule, isOn: true }, server: server.id, windows }, now),
    retention: retainSets(await allBackupSets(work, server.id), retention, now, schedule.zone, await restoresOf(work, server.id)),
    tooShort: twoDaysProblem(retention, { ...schedule, isOn: true }, now),
  };
};
