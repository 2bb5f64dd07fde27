import { dueBackup } from '@/lib/engine/backup-schedule';
import { drillTimes, setToDrill } from '@/lib/engine/drill-schedule';
import { isOfAnother } from '@/lib/guide/drill/images';
import type { BackupScheduleRecord } from '@/lib/store/repositories/backup-schedules';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { allBackupSets } from '../backup-schedule-sets';
import { whyNotDrilled } from '../drill-obstacle';
import { beginDrill } from '../drill-start';
import { isHalfRestored } from '../restore-left';
import type { Work } from '../work';
import { covering } from './alerts/why-silenced';
import { startScheduled, wait, type Waiting } from './scheduled-start';

/** Begins the drill that the schedule names; answers why it waits, or null. What begins a drill by hand refuses here, too: memory, disk, versions. */
export async function beginDueDrill(work: Work, server: ServerRecord, record: BackupScheduleRecord, now: number, before: Waiting | undefined): Promise<Waiting | null> {
  const { backupSchedules, runs, silences } = work.repositories;
  const { schedule, drill, lastAwakeAt: lastAwake } = record;
  if (schedule === null) return null;
  if (drill === null) return wait('When a backup is drilled was saved by another version of this console. Look at it and save it again.');
  if (drill.often === 'off') return null;
  const windows = covering(await silences.list(), server).map(({ window }) => window);
  // Its zone is the backups': as that changes, the drill's times do.
  const setAt = Math.max(record.setAt, record.drillSetAt ?? 0);
  const settled = [record.drillSkippedAt ?? 0, ...(await runs.list({ serverId: server.id, kind: 'drill', limit: 20 })).filter((run) => !isOfAnother(run)).map(({ createdAt }) => Date.parse(createdAt))];
  const due = dueBackup({ schedule: drillTimes(drill, schedule), server: server.id, windows, what: 'drill' }, { setAt, settled, lastAwake }, now);
  if (due.kind === 'skipped') await backupSchedules.noteDrillSkipped(server.id, due.at);
  if (due.kind === 'put-off') return wait(due.why);
  if (due.kind !== 'due') return null;
  const set = setToDrill(await allBackupSets(work, server.id));
  const obstacle = whyNotDrilled(server, set, await isHalfRestored(work, server.id));
  if (obstacle !== null || set === undefined) return wait(obstacle ?? '');
  return startScheduled(work, server, { what: 'drill', zone: schedule.zone, why: due.why, now, before }, () => beginDrill(work, server, set.id, 'system'));
}
