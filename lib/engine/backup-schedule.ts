import type { Window } from '@/lib/contract/alert';
import type { BackupSchedule, NextTime, SchedulePreview } from '@/lib/contract/backup-schedule';
import { expressionProblem, timesAfter, timeUntil } from './backup-expression';
import { zonedWords } from './backup-words';
import { isActive, windowSentence } from './silence';

/** All times are milliseconds since 1970, by the console's clock. */
export interface Scheduled {
  readonly schedule: Omit<BackupSchedule, 'destination' | 'copyTo'>;
  /** The server's id. */
  readonly server: string;
  /** The server's maintenance windows. */
  readonly windows: readonly Window[];
  /** What begins, in the sentences: a backup unless told otherwise. */
  readonly what?: 'backup' | 'drill';
}

export interface Seen {
  /** When the schedule was last changed: what it names before is not made up for. */
  readonly setAt: number;
  /** When backups of this server began, and the times that were skipped. */
  readonly settled: readonly number[];
  /** When the console last looked; null: never. */
  readonly lastAwake: number | null;
}

/** `at`: for when it was due. `skipped`: to be noted among what is settled. `why`: a sentence; null: it is just on time. */
export type DueBackup =
  | { readonly kind: 'none' }
  | { readonly kind: 'due'; readonly at: number; readonly why: string | null }
  | { readonly kind: 'put-off' | 'skipped'; readonly at: number; readonly why: string };

/** A time that is to come. `putOff`: the window that is open by then, in a sentence. */
export interface NextBackup { readonly at: number; readonly putOff: string | null }

const minute = 60_000;
/** A console that was away for less has missed nothing. */
const onTime = 10 * minute;

/**
 * What is due now. Of all times that went by since the last backup only the newest counts, so that a long absence, or a
 * window that stayed open, is made up for by one. What is dated after `now`, by a clock that was wrong, is not believed:
 * at worst there is one backup more.
 */
export function dueBackup({ schedule, server, windows, what = 'backup' }: Scheduled, { setAt, settled, lastAwake }: Seen, now: number): DueBackup {
  if (!schedule.isOn) return { kind: 'none' };
  const later = jitterOf(schedule, server);
  const named = timeUntil(schedule.cron, schedule.zone, now - later);
  const at = named === null ? null : named + later;
  if (at === null || [setAt, ...settled].some((time) => time >= at && time <= now)) return { kind: 'none' };
  const missed = now - at > onTime && (lastAwake === null || lastAwake < at) ? `The console was not running at ${zonedWords(at, schedule.zone)}, when a ${what} was due` : null;
  if (missed !== null && !schedule.catchUp) return { kind: 'skipped', at, why: `${missed}; the schedule does not catch up.` };
  const window = windows.find((each) => isActive(each, now));
  if (window) return { kind: 'put-off', at, why: `The ${what} waits until a maintenance window is over: ${windowSentence(window)}` };
  return { kind: 'due', at, why: missed === null ? null : `${missed}; this one makes up for it.` };
}

/** The first times after `at` at which a backup is due, five unless told otherwise, each with the window that is open by then. */
export function nextBackups({ schedule, server, windows }: Scheduled, at: number, most = 5): NextBackup[] {
  if (!schedule.isOn) return [];
  const later = jitterOf(schedule, server);
  return timesAfter(schedule.cron, schedule.zone, at - later, most).map((named) => {
    const window = windows.find((each) => isActive(each, named + later));
    return { at: named + later, putOff: window ? `It waits until a maintenance window is over: ${windowSentence(window)}` : null };
  });
}

/** What a schedule that is not saved yet would do, for its form. */
export function previewSchedule(scheduled: Scheduled, at: number): SchedulePreview {
  const problem = expressionProblem(scheduled.schedule.cron);
  return { problem, next: problem === null ? nextBackups(scheduled, at).map(asShown) : [] };
}

/** As a page is told it. */
export const asShown = ({ at, putOff }: NextBackup): NextTime => ({ at: new Date(at).toISOString(), putOff });

/** Whole minutes, always the same for a server (FNV-1a of its id): in milliseconds. */
function jitterOf({ jitterMinutes }: Pick<BackupSchedule, 'jitterMinutes'>, server: string): number {
  let hash = 0x811c9dc5;
  for (const letter of server) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (hash % (jitterMinutes + 1)) * minute;
}
