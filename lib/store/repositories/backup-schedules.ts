import { retentionInput, type RetentionPolicy } from '@/lib/contract/backup-retention';
import { backupScheduleInput, type BackupSchedule } from '@/lib/contract/backup-schedule';
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
}

export interface BackupScheduleRepository {
  /** null: nobody saved one for this server. */
  get(serverId: string): Promise<BackupScheduleRecord | null>;
  /** Throws a ZodError, before anything is written, when it could not be read again. */
  put(serverId: string, plan: BackupSchedulePlan, now: number): Promise<void>;
  /** Without a schedule there is nothing to note. */
  noteAwake(serverId: string, now: number): Promise<void>;
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
      };
    },
    async put(serverId, plan, now) {
      const schedule = JSON.stringify(backupScheduleInput.parse(plan.schedule));
      const others = { retention: JSON.stringify(retentionInput.parse(plan.retention)), limits: JSON.stringify(backupLimitsInput.parse(plan.limits)) };
      await database.$transaction(async (tx) => {
        await tx.backupSchedule.upsert({ where: { serverId }, create: { serverId, schedule, ...others, setAt: new Date(now) }, update: others });
        await tx.backupSchedule.updateMany({ where: { serverId, schedule: { not: schedule } }, data: { schedule, setAt: new Date(now) } });
      });
    },
    async noteAwake(serverId, now) {
      await database.backupSchedule.updateMany({ where: { serverId }, data: { lastAwakeAt: new Date(now) } });
    },
  };
}
