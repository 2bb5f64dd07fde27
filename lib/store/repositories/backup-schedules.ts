import { retentionInput, type RetentionPolicy } from '@/lib/contract/backup-retention';
import { backupScheduleInput, drillScheduleInput, type BackupSchedule, type DrillSchedule } from '@/lib/contract/backup-schedule';
import type { BackupSchedulePlan } from '@/lib/contract/backup-schedule-view';
import { backupLimitsInput, usualBackupLimits, type BackupLimits } from '@/lib/contract/backup-watch';
import type { Database } from '../database';
import { readFormColumn } from './backup-columns';

export interface BackupScheduleRecord {
  /** null: this version does not understand it. Nothing is begun by it until it is saved again. */
  readonly schedule: BackupSchedule | null;
  /** null: this version does not understand it. Nothing may be deleted by it until it is saved again. */
  readonly retention: RetentionPolicy | null;
  /** The usual ones where this version does not understand them. */
  readonly limits: BackupLimits;
  /** When the schedule became what it is, in milliseconds since 1970. */
  readonly setAt: number;
  /** When the console last looked whether a backup is due, in milliseconds since 1970; null: never. */
  readonly lastAwakeAt: number | null;
  /** When a backup is drilled; null: this version does not understand it, and none is. */
  readonly drill: DrillSchedule | null;
  /** When that became what it is, and the last time of it that was not made up for, in milliseconds since 1970; null: never. */
  readonly drillSetAt: number | null;
  readonly drillSkippedAt: number | null;
}

export interface BackupScheduleRepository {
  /** null: nobody saved one for this server. */
  get(serverId: string): Promise<BackupScheduleRecord | null>;
  /** By server: from when on a backup is old, in hours; where nobody saved it, the server is missing. */
  oldestHours(): Promise<Map<string, number>>;
  /** Without a `drill` in the plan that stays as it is. Throws a ZodError, before anything is written, when it could not be read again. */
  put(serverId: string, plan: BackupSchedulePlan, now: number): Promise<void>;
  /** Without a schedule there is nothing to note. */
  noteAwake(serverId: string, now: number): Promise<void>;
  /** A drill was due at `dueAt` (milliseconds since 1970) and is not made up for. */
  noteDrillSkipped(serverId: string, dueAt: number): Promise<void>;
}

export function createBackupScheduleRepository(database: Database): BackupScheduleRepository {
  return {
    async get(serverId) {
      const row = await database.backupSchedule.findUnique({ where: { serverId } });
      if (row === null) return null;
      return {
        schedule: readFormColumn(backupScheduleInput, row.schedule),
        retention: readFormColumn(retentionInput, row.retention),
        limits: readFormColumn(backupLimitsInput, row.limits) ?? usualBackupLimits,
        setAt: row.setAt.getTime(),
        lastAwakeAt: row.lastAwakeAt?.getTime() ?? null,
        drill: readFormColumn(drillScheduleInput, row.drill),
        drillSetAt: row.drillSetAt?.getTime() ?? null,
        drillSkippedAt: row.drillSkippedAt?.getTime() ?? null,
      };
    },
    oldestHours: async () => new Map((await database.backupSchedule.findMany({ select: { serverId: true, limits: true } })).map(({ serverId, limits }) => [serverId, (readFormColumn(backupLimitsInput, limits) ?? usualBackupLimits).oldestHours])),
    async put(serverId, plan, now) {
      const schedule = JSON.stringify(backupScheduleInput.parse(plan.schedule));
      const others = { retention: JSON.stringify(retentionInput.parse(plan.retention)), limits: JSON.stringify(backupLimitsInput.parse(plan.limits)) };
      const drill = plan.drill && JSON.stringify(drillScheduleInput.parse(plan.drill));
      await database.$transaction(async (tx) => {
        await tx.backupSchedule.upsert({ where: { serverId }, create: { serverId, schedule, ...others, setAt: new Date(now) }, update: others });
        await tx.backupSchedule.updateMany({ where: { serverId, schedule: { not: schedule } }, data: { schedule, setAt: new Date(now) } });
        if (drill !== undefined) await tx.backupSchedule.updateMany({ where: { serverId, drill: { not: drill } }, data: { drill, drillSetAt: new Date(now) } });
      });
    },
    async noteAwake(serverId, now) {
      await database.backupSchedule.updateMany({ where: { serverId }, data: { lastAwakeAt: new Date(now) } });
    },
    async noteDrillSkipped(serverId, dueAt) {
      await database.backupSchedule.updateMany({ where: { serverId }, data: { drillSkippedAt: new Date(dueAt) } });
    },
  };
}
