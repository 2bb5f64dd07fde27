import { usualBackupLimits } from '@/lib/contract/backup-watch';
import { saysOfBackup, type DrillRecord } from '@/lib/contract/drill-record';
import type { Watched } from '@/lib/engine/backup-judgement';
import { nextBackups } from '@/lib/engine/backup-schedule';
import { isComplete } from '@/lib/engine/backup-sets';
import { drillTimes } from '@/lib/engine/drill-schedule';
import { twoDaysProblem } from '@/lib/engine/backup-two-days';
import { isOfAnother } from '@/lib/guide/drill/images';
import type { BackupScheduleRecord } from '@/lib/store/repositories/backup-schedules';
import { whyNoScheduledCopy } from './backup-copy-to';
import { placeName } from './find-backup-destination';
import type { Work } from './work';

/** The sizes and proofs of older ones say nothing of how the backups stand. */
const most = 500;
/** Among these the last one is that says something of its own backups. */
const lastDrills = 20;

/** What is known of a server's backups, for the check that judges them; null: it has neither a destination nor a schedule that is on, so none are wanted. */
export async function readWatchedBackups(work: Work, serverId: string): Promise<Watched | null> {
  const { repositories, resources } = work;
  const [destinations, record] = await Promise.all([repositories.backupDestinations.of(serverId), repositories.backupSchedules.get(serverId)]);
  const [destination] = destinations;
  const schedule = record?.schedule?.isOn ? record.schedule : null;
  if (destination === undefined && schedule === null) return null;
  const setAt = record?.setAt ?? 0;
  const [sets, copies, skips, drills] = await Promise.all([repositories.backupSets.of(serverId, most), repositories.backupCopies.of(serverId, most), repositories.backupSkips.since(serverId, setAt), repositories.backupDrills.of(serverId, lastDrills)]);
  const now = resources.clock.now();
  // What a clock that was wrong dated ahead settles nothing.
  const settled = [setAt, ...sets.map(({ startedAt }) => Date.parse(startedAt)), ...skips.map(({ dueAt }) => dueAt)].filter((at) => at <= now);
  return {
    sets,
    copies: copies.flatMap((copy) => destinations.filter(({ id }) => id === copy.destinationId).map(({ place }) => ({ set: copy.id, place: placeName(place), isComplete: isComplete(copy), provenAt: copy.provenAt }))),
    uncopied: await whyNoScheduledCopy(work, schedule, destinations),
    limits: record?.limits ?? usualBackupLimits,
    since: destination === undefined ? setAt : Date.parse(destination.createdAt),
    dueAt: schedule && (nextBackups({ schedule, server: serverId, windows: [] }, Math.max(0, ...settled), 1)[0]?.at ?? null),
    zone: record?.schedule?.zone ?? 'UTC',
    drill: lastDrill(drills, serverId),
    directory: destinations.flatMap(({ place }) => (place.kind === 'directory' ? [place.path] : []))[0] ?? null,
    drillDueAt: await drillDueAt(work, serverId, record, now),
    tooShort: record?.retention ? twoDaysProblem(record.retention, record.schedule, now) : null,
  };
}

/** Since when a scheduled drill has been due, whether or not it is being made up for; null: none is scheduled, which asks nothing. */
async function drillDueAt({ repositories: { runs } }: Work, serverId: string, record: BackupScheduleRecord | null, now: number): Promise<number | null> {
  if (!record?.schedule || record.drill === null || record.drill.often === 'off') return null;
  const begun = (await runs.list({ serverId, kind: 'drill', limit: 20 })).filter((run) => !isOfAnother(run)).map(({ createdAt }) => Date.parse(createdAt)).filter((at) => at <= now);
  const since = Math.max(record.setAt, record.drillSetAt ?? 0, record.drillSkippedAt ?? 0, ...begun);
  return nextBackups({ schedule: drillTimes(record.drill, record.schedule), server: serverId, windows: [] }, since, 1)[0]?.at ?? null;
}

/** The newest that says something of the server's own backups: none of another's that this one has drilled; and that one could not be restored elsewhere, or ClearML not be started on it there, says nothing of it. */
function lastDrill(drills: readonly DrillRecord[], serverId: string): DrillRecord | null {
  const found = drills.find((drill) => drill.on !== serverId && saysOfBackup(drill));
  return found === undefined ? null : found.on == null ? found : { ...found, clearml: null };
}
