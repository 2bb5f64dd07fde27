import * as z from 'zod';
import { retentionInput, retentionPlan } from './backup-retention';
import { backupScheduleInput, drillScheduleInput, nextTime, schedulePreview } from './backup-schedule';
import { backupLimitsInput } from './backup-watch';
import { id, time } from './fields';

/** The form: when, what stays, from when on somebody is told, and when a backup is drilled. `drill` missing: as it was. */
export const backupSchedulePlan = z.object({ schedule: backupScheduleInput, retention: retentionInput, limits: backupLimitsInput, drill: drillScheduleInput.optional() });
export type BackupSchedulePlan = z.output<typeof backupSchedulePlan>;

export const backupScheduleView = z.object({
  /** null: nobody saved one. A part of it that is null is not understood by this version: nothing begins, or nothing is deleted, until it is saved again. */
  saved: z.object({ schedule: backupScheduleInput.nullable(), retention: retentionInput.nullable(), limits: backupLimitsInput, drill: drillScheduleInput.nullable() }).nullable(),
  next: schedulePreview.shape.next,
  /** Where scheduled backups go, in words: the destination that was chosen, or the first that was added; null: there is none. */
  place: z.string().nullable(),
  /** All destinations, in the order in which they were added, in words: where they can go and be copied to. */
  places: z.array(z.object({ id, place: z.string() })).optional(),
  /** Why backups are not copied though the schedule wants it, in sentences; null: they are, or need not be. */
  copyWaits: z.string().nullable().optional(),
  /** Why nothing would begin, or why what is due has not begun, in sentences that say what to do; null: nothing stands in the way. */
  waits: z.string().nullable(),
  /** Times of the last month at which a backup was due and was not made up for, the newest first. */
  skipped: z.array(z.object({ at: time, why: z.string() })),
  /** Restore drills by themselves. `next`: null: none is due. `waits`: why none would begin, or why what is due has not begun. `skipped`: the last time that was not made up for. */
  drill: z.object({ next: nextTime.nullable(), waits: z.string().nullable(), skipped: time.nullable() }),
});
export type BackupScheduleView = z.output<typeof backupScheduleView>;

/** What a schedule that is not saved yet would do, to the backups that there are too. */
export const backupSchedulePreview = schedulePreview.extend({
  /** When a backup would be drilled first; null: never. */
  nextDrill: nextTime.nullable(),
  retention: retentionPlan,
  /** Less than the guide wants would stay: a sentence; null: enough. It can be saved all the same. */
  tooShort: z.string().nullable(),
});
export type BackupSchedulePreview = z.output<typeof backupSchedulePreview>;
