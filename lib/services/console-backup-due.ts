import { elsewhereWords } from '@/lib/contract/console-backup-elsewhere';
import { dueBackup, nextBackups, type Scheduled } from '@/lib/engine/backup-schedule';
import { zonedWords } from '@/lib/engine/backup-words';
import { minutes } from '@/lib/core/units';
import { placeKey } from './console-backup-elsewhere';
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

/** What has arrived at the place that is set now, the newest first. */
export const sentTo = ({ elsewhere }: Pick<ConsoleBackupSettings, 'elsewhere'>, { sent }: Pick<NotedConsoleBackups, 'sent'>): NotedConsoleBackups['sent'] => (elsewhere === null ? [] : sent.filter(({ to }) => to === placeKey(elsewhere)));

/** Why the last one did not arrive at the place that is set now; of what was set before it was saved anew nothing is told. */
export const sendFailureOf = ({ elsewhere }: Pick<ConsoleBackupSettings, 'elsewhere'>, { sendFailure }: Pick<NotedConsoleBackups, 'sendFailure'>): NotedConsoleBackups['sendFailure'] =>
  elsewhere !== null && sendFailure?.since === elsewhere.since ? sendFailure : null;

/** The newest backup, where it is to be elsewhere, too, and has not arrived there; null: nothing is to be sent. */
export function unsentBackup(settings: Pick<ConsoleBackupSettings, 'elsewhere'>, noted: NotedConsoleBackups): NotedConsoleBackups['backups'][number] | null {
  const [newest] = noted.backups;
  if (settings.elsewhere === null || newest === undefined) return null;
  return sentTo(settings, noted).some(({ file }) => file === newest.file) ? null : newest;
}

/** Whether the newest is to be sent now, also one that was made by hand: at once, an hour after a failure, and not where a person must act first. */
export function isSendDue(settings: ConsoleBackupSettings, noted: NotedConsoleBackups, now: number): boolean {
  if (unsentBackup(settings, noted) === null) return false;
  const failure = sendFailureOf(settings, noted);
  return failure === null || (!failure.waits && Math.abs(now - Date.parse(failure.at)) >= restAfterFailure);
}

/** Whether nothing has arrived elsewhere hours after one was written, and nothing says why. The oldest that waits counts: each next one ends the sending of the one before. */
export function isSendLate(settings: ConsoleBackupSettings, noted: NotedConsoleBackups, now: number, awakeSince: number): boolean {
  const newest = unsentBackup(settings, noted);
  if (newest === null || settings.elsewhere === null) return false;
  const arrived = Date.parse(sentTo(settings, noted)[0]?.at ?? '1970-01-01');
  const waiting = noted.backups.findLast(({ at }) => Date.parse(at) > arrived) ?? newest;
  return now - Math.max(Date.parse(waiting.at), Date.parse(settings.elsewhere.since), awakeSince) > lateAfter;
}

export const nextAfter = (when: When, now: number): number | null => nextBackups(scheduled(when), now, 1)[0]?.at ?? null;

interface Trouble {
  readonly message: string;
  readonly remedy: string;
}
const remedy = 'Open Settings, Backup: mend what is said there, then back up now.';

/**
 * What is wrong: the last attempt failed, or one is late; here of a backup that is daily, elsewhere of any; null: nothing.
 * @param awakeSince since when this console runs: what it missed before it makes up for first
 */
export const troubleOf = (settings: ConsoleBackupSettings, noted: NotedConsoleBackups, now: number, awakeSince: number): Trouble | null => troubleHere(settings, noted, now, awakeSince) ?? troubleElsewhere(settings, noted, now, awakeSince);

function troubleElsewhere(settings: ConsoleBackupSettings, noted: NotedConsoleBackups, now: number, awakeSince: number): Trouble | null {
  const { elsewhere, zone } = settings;
  const [newest] = noted.backups;
  if (elsewhere === null || newest === undefined) return null;
  const failure = sendFailureOf(settings, noted);
  if (failure !== null) return { message: failure.message, remedy };
  if (!isSendLate(settings, noted, now, awakeSince)) return null;
  return { message: `The backup of this console of ${zonedWords(Date.parse(newest.at), zone)} has not arrived yet at ${elsewhereWords(elsewhere.place)}.`, remedy: 'See whether the way there is very slow. If it stays so, restart this console: it sends it anew.' };
}

/** Of the directory on this machine. */
export function troubleHere(settings: ConsoleBackupSettings, noted: NotedConsoleBackups, now: number, awakeSince: number): Trouble | null {
  if (!settings.isDaily || settings.passphrase.isEmpty()) return null;
  if (noted.failure !== null) return { message: `The backup of this console could not be written. ${noted.failure.message}`, remedy };
  const since = dueSince(settings, noted, now);
  if (since === null || now - Math.max(since, awakeSince) <= lateAfter) return null;
  const [last] = noted.backups;
  const newest = last === undefined ? 'None was written yet.' : `The newest is of ${zonedWords(Date.parse(last.at), settings.zone)}.`;
  const hangs = noted.writing === null ? '' : ` One has been written to ${noted.writing.directory} since ${zonedWords(Date.parse(noted.writing.at), settings.zone)}, and has not ended.`;
  return { message: `The backup of this console that was due at ${zonedWords(since, settings.zone)} is not there. ${newest}${hangs}`, remedy: noted.writing === null ? remedy : 'See whether the disk or share of that directory still answers; then restart this console.' };
}
