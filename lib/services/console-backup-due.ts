import { dueBackup, nextBackups, type Scheduled } from '@/lib/engine/backup-schedule';
import { zonedWords } from '@/lib/engine/backup-words';
import { minutes } from '@/lib/core/units';
import type { ConsoleBackupSettings, NotedConsoleBackups } from './console-backup-settings';

type When = Pick<ConsoleBackupSettings, 'isDaily' | 'at' | 'zone'>;

/** After a failure it is tried again an hour later. */
const restAfterFailure = minutes(60);
/** One that takes no longer than this is not late. */
const lateAfter = minutes(120);

/** As a schedule of a server's backups, so that both take a time on the clock for the same. */
function scheduled({ isDaily, at, zone }: When): Scheduled {
  const [hour, minute] = at.split(':').map(Number);
  return { schedule: { isOn: isDaily, cron: `${minute} ${hour} * * *`, zone, jitterMinutes: 0, catchUp: true }, server: 'console', windows: [] };
}

/**
 * When the newest backup that is not there yet was due, in milliseconds since 1970; null: it is there, or none is wanted. The first is due at
 * once. One that is dated after `now` is of a clock that was wrong, and counts for nothing.
 */
export function dueSince(when: When, { backups }: Pick<NotedConsoleBackups, 'backups'>, now: number): number | null {
  const due = dueBackup(scheduled(when), { setAt: 0, settled: backups.map(({ at }) => Date.parse(at)), lastAwake: now }, now);
  return due.kind === 'due' ? due.at : null;
}

/** Whether one is to be begun now. */
export function isDueNow(settings: ConsoleBackupSettings, noted: NotedConsoleBackups, now: number): boolean {
  if (settings.passphrase.isEmpty() || dueSince(settings, noted, now) === null) return false;
  return noted.failure === null || Math.abs(now - Date.parse(noted.failure.at)) >= restAfterFailure;
}

export const nextAfter = (when: When, now: number): number | null => nextBackups(scheduled(when), now, 1)[0]?.at ?? null;

/**
 * What is wrong with a backup that is daily: the last attempt failed, or one is late; null: nothing.
 * @param awakeSince since when this console runs: what it missed before it makes up for first
 */
export function troubleOf(settings: ConsoleBackupSettings, noted: NotedConsoleBackups, now: number, awakeSince: number): { readonly message: string; readonly remedy: string } | null {
  if (!settings.isDaily || settings.passphrase.isEmpty()) return null;
  const remedy = 'Open Settings, Backup: mend what is said there, then back up now.';
  if (noted.failure !== null) return { message: `The backup of this console could not be written. ${noted.failure.message}`, remedy };
  const since = dueSince(settings, noted, now);
  if (since === null || now - Math.max(since, awakeSince) <= lateAfter) return null;
  const [last] = noted.backups;
  const newest = last === undefined ? 'None was written yet.' : `The newest is of ${zonedWords(Date.parse(last.at), settings.zone)}.`;
  const hangs = noted.writing === null ? '' : ` One has been written to ${noted.writing.directory} since ${zonedWords(Date.parse(noted.writing.at), settings.zone)}, and has not ended.`;
  return { message: `The backup of this console that was due at ${zonedWords(since, settings.zone)} is not there. ${newest}${hangs}`, remedy: noted.writing === null ? remedy : 'See whether the disk or share of that directory still answers; then restart this console.' };
}
