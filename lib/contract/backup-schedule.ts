import * as z from 'zod';
import { clockTime, zone } from './alert';
import { excludeInput } from './backup-exclude';
import { id, time } from './fields';

/** When a server is backed up. The maintenance windows that put a backup off are those of alert.ts, and are not kept twice. */
export const backupScheduleInput = z.object({
  isOn: z.boolean(),
  /** Five fields, or a word such as "@daily"; the engine says what is wrong with it. */
  cron: z.string().trim().min(1, 'Enter when, such as "30 2 * * *" for each night at 02:30.').max(100, 'Enter 100 characters at most.'),
  zone,
  /** Minutes by which this server may begin later, so that not all begin at once. */
  jitterMinutes: z.coerce.number('Enter minutes.').int('Enter whole minutes.').min(0, 'Enter 0 or more.').max(720, 'Enter 12 hours (720 minutes) at most.'),
  /** Whether one backup makes up for those that were missed while the console was not running. */
  catchUp: z.boolean(),
  /** The destination to which the backups go; empty: the first that was added. */
  destination: z.union([id, z.literal('')]).default(''),
  /** The destination to which each backup is copied once it is complete; empty: none. */
  copyTo: z.union([id, z.literal('')]).default(''),
  /** Files of the file server that are left out of every backup of this server, also of one that is made by hand; missing: none. */
  exclude: excludeInput.optional(),
});
export type BackupSchedule = z.output<typeof backupScheduleInput>;

/** ClearML's guide wants one a day at least. The zone is the operator's. */
export const usualSchedule: Omit<BackupSchedule, 'zone'> = { isOn: false, cron: '30 2 * * *', jitterMinutes: 30, catchUp: true, destination: '', copyTo: '' };

/** When a backup is drilled by itself: zone, jitter and whether a missed time is made up for are those of the backups' schedule. */
export const drillScheduleInput = z.object({
  /** `monthly`: on the first such day of each month. */
  often: z.enum(['off', 'weekly', 'monthly']),
  /** Of the week: 0 is Sunday. */
  day: z.coerce.number('Choose a day.').int('Choose a day.').min(0, 'Choose a day.').max(6, 'Choose a day.'),
  at: clockTime,
});
export type DrillSchedule = z.output<typeof drillScheduleInput>;

/** Until somebody asks for it, nothing is drilled by itself: a drill takes memory and disk of the server. */
export const noDrills: DrillSchedule = { often: 'off', day: 0, at: '05:00' };

/** A time that is to come. `putOff`: the maintenance window that is open by then, in a sentence. */
export const nextTime = z.object({ at: time, putOff: z.string().nullable() });
export type NextTime = z.infer<typeof nextTime>;

/** What a schedule means. `problem`: why it can't be saved, for the field; there are no times then. */
export const schedulePreview = z.object({ problem: z.string().nullable(), next: z.array(nextTime) });
export type SchedulePreview = z.infer<typeof schedulePreview>;
