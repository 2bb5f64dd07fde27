import * as z from 'zod';

const whole = (unit: string, least: number, most: number) => z.coerce.number(`Enter ${unit}.`).int(`Enter whole ${unit}.`).min(least, `Enter ${least} or more.`).max(most, `Enter ${most} at most.`);

/** From when on backups are told of as late, old and not proven. */
export const backupLimitsInput = z.object({ graceMinutes: whole('minutes', 5, 10_080), oldestHours: whole('hours', 1, 8760), provenDays: whole('days', 1, 3650) });
export type BackupLimits = z.output<typeof backupLimitsInput>;

/** Of a backup a day, and of a drill a month. */
export const usualBackupLimits: BackupLimits = { graceMinutes: 60, oldestHours: 36, provenDays: 35 };

export const backupTrouble = z.object({
  kind: z.enum(['failed', 'incomplete', 'late', 'old', 'unproven', 'drill', 'size', 'short', 'copy']),
  outcome: z.enum(['warn', 'fail']),
  message: z.string(),
  remedy: z.string(),
});
export type BackupTrouble = z.infer<typeof backupTrouble>;

/** Why a backup is not begun, or is begun with a warning. */
export const backupGuard = z.object({
  kind: z.enum(['writable', 'mounted', 'apart', 'space', 'services', 'elasticsearch', 'snapshot', 'clock', 'restore', 'passphrase', 'age']),
  outcome: z.enum(['warn', 'refuse']),
  message: z.string(),
  remedy: z.string(),
});
export type BackupGuard = z.infer<typeof backupGuard>;
