import type { BackupGuard } from '@/lib/contract/backup-watch';
import { count, formatBytes, formatDuration, minutes } from '@/lib/core/units';

/** What was found just before a backup. null: it could not be told. */
export interface BeforeBackup {
  readonly destination: {
    readonly isWritable: boolean | null;
    /** Of a directory that is a mount point by the settings; elsewhere true. */
    readonly isMounted: boolean | null;
    /** On another file system than the data; true of what is on another machine. */
    readonly isApart: boolean | null;
    /** Bytes; Infinity where the destination has no limit that it would tell. */
    readonly free: number | null;
  };
  /** What it is expected to send, in bytes: after an earlier one; `isMost`, before the first, that much at most. null: nothing tells it. */
  readonly size: { readonly bytes: number; readonly isMost: boolean } | null;
  /** Elasticsearch writes a copy of its indices beside its data, until it is stored. In bytes; null: nothing tells it, and it is judged in the run. */
  readonly copy: { readonly bytes: number; readonly free: number; readonly used: number } | null;
  /** Services whose data is stored and which do not run; null: nobody could ask. */
  readonly silent: readonly string[] | null;
  /** Others that do not run: a backup does without. */
  readonly resting: readonly string[];
  readonly elasticsearch: 'green' | 'yellow' | 'red' | null;
  /** Whether Elasticsearch makes or deletes a snapshot just now. */
  readonly isSnapshotRunning: boolean | null;
  /** The server's clock less the console's, in milliseconds. */
  readonly clockOffset: number | null;
  /** A restore stopped half way, and nobody has settled that since. */
  readonly isHalfRestored: boolean;
  /** Of the newest complete backup of this server, and how old it may become; null or missing: there is none yet. */
  readonly age?: { readonly hours: number; readonly oldestHours: number } | null;
}

const spare = 1.2;
const mostOffset = minutes(1);
const names = new Intl.ListFormat('en');

/** What stands against a backup now; what could not be told refuses, but for the clock and the file system, which only warn. */
export function guardBackup({ destination, size, copy, silent, resting, elasticsearch, isSnapshotRunning, clockOffset, isHalfRestored, age }: BeforeBackup): BackupGuard[] {
  const { isWritable, isMounted, isApart, free } = destination;
  const found: BackupGuard[] = [];
  const refuse = (kind: BackupGuard['kind'], message: string, remedy: string) => found.push({ kind, outcome: 'refuse', message, remedy });
  const warn = (kind: BackupGuard['kind'], message: string, remedy: string) => found.push({ kind, outcome: 'warn', message, remedy });

  if (isMounted !== true) refuse('mounted', isMounted === null ? 'It could not be told whether the destination is mounted.' : 'The destination is not mounted: the backup would fill the disk below it.', 'Mount it on the server, then try again.');
  if (isWritable !== true) refuse('writable', isWritable === null ? 'It could not be told whether the destination can be written.' : 'The destination cannot be written.', 'See to its owner, its access and whether it is read-only.');
  if (isApart !== true) warn('apart', isApart === null ? 'It could not be told whether the destination lies on another file system than the data.' : 'The destination lies on the same file system as the data: both are lost together, and a backup can fill it.', 'Choose a destination on another disk or another machine.');
  if (free === null) refuse('space', 'It could not be told whether there is room for the backup.', 'See whether the destination answers, then try again.');
  else if (free < Infinity && (size === null || (size.isMost && free < spare * size.bytes))) warn('space', `It is not known how large the first backup becomes${size === null ? '' : `: ${formatBytes(size.bytes)} at most`}. The destination has ${formatBytes(free)} free.`, 'Compare it with what ClearML has stored. A backup that finds no room fails, and counts for nothing.');
  else if (size !== null && free < spare * size.bytes) refuse('space', `The destination has ${formatBytes(free)} free; ${formatBytes(spare * size.bytes)} are wanted, ${spare} times what a backup is expected to send.`, 'Free some space there, or keep fewer backups.');
  // As elasticsearch-part.sh judges it: Elasticsearch lets nobody write any more on a full disk.
  if (copy !== null && copy.free - copy.bytes <= (copy.free + copy.used) / 10) warn('space', `Elasticsearch needs ${formatBytes(copy.bytes)} for a copy of its indices beside its data, where ${formatBytes(copy.free)} are free and a tenth of the file system must stay free.`, "Free space on the disk of ClearML's data. Otherwise this part is likely to fail, and the backup with it.");
  if (silent === null) refuse('services', 'It could not be told whether the services answer.', 'See to the server, then try again.');
  else if (silent.length > 0) refuse('services', `Not running: ${names.format(silent)}.`, 'Start what does not run, then try again.');
  else if (resting.length > 0) warn('services', `Not running: ${names.format(resting)}. A backup does without.`, 'See to what does not run.');
  if (elasticsearch === null || elasticsearch === 'red') refuse('elasticsearch', elasticsearch === null ? 'Elasticsearch did not say how it is.' : 'Elasticsearch is red: some of its data is not there, and would be missing in the backup.', 'Make it yellow or green first.');
  if (isSnapshotRunning !== false) refuse('snapshot', isSnapshotRunning === null ? 'It could not be told whether Elasticsearch is at a snapshot.' : 'Elasticsearch is at another snapshot.', 'Wait until it has ended, then try again.');
  if (clockOffset === null) warn('clock', "The server's clock could not be compared with the console's.", 'See whether both keep the time.');
  else if (Math.abs(clockOffset) > mostOffset) warn('clock', `The server's clock is ${formatDuration(Math.abs(clockOffset))} ${clockOffset > 0 ? 'ahead of' : 'behind'} the console's: the dates of backups may be wrong.`, 'Set right the one that is wrong.');
  if (age && age.hours >= age.oldestHours) warn('age', `The newest complete backup is ${count(age.hours, 'hour')} old; it should be younger than ${age.oldestHours}. Whatever was written since would be lost today.`, 'Back up now, then see why none was completed since: the schedule, the last runs, the alerts.');
  if (isHalfRestored) warn('restore', 'The last restore stopped half way: what ClearML keeps now may be half replaced, and this backup would hold that. No older backup is deleted after it.', 'Restore a backup first, such as the safety backup; or start ClearML as it is, on the Restore page, if that is what you want to keep.');
  return found;
}
