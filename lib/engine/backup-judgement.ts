import { sourceNames, type BackupSet } from '@/lib/contract/backup';
import type { DrillRecord } from '@/lib/contract/drill-record';
import type { BackupLimits, BackupTrouble } from '@/lib/contract/backup-watch';
import { count } from '@/lib/core/units';
import { isComplete, isUntold, newestFirst, startOf } from './backup-sets';
import { sizeTrouble } from './backup-size';
import { zonedWords } from './backup-words';

/** Milliseconds for which a scheduled drill may wait without a word: a weekend's maintenance, a night with too little memory. */
const drillMayWait = 2 * 86_400_000;

/** Times are milliseconds since 1970. */
export interface Watched {
  readonly sets: readonly BackupSet[];
  /** Where backups were copied to, as it ended last; missing: nowhere. `place`: in words. */
  readonly copies?: readonly { readonly set: string; readonly place: string; readonly isComplete: boolean; readonly provenAt: string | null }[];
  /** Why backups are not copied though the schedule wants it, in sentences; null or missing: they are, or need not be. */
  readonly uncopied?: string | null;
  readonly limits: BackupLimits;
  /** Since when backups of this server are wanted: what was never done is late counted from then. */
  readonly since: number;
  /** The first time that is due after the last backup that began; null: nothing is scheduled. */
  readonly dueAt: number | null;
  /** The operator's, for the dates in the sentences. */
  readonly zone: string;
  /** The last restore drill that ended by itself; null or missing: there was none. */
  readonly drill?: Pick<DrillRecord, 'set' | 'endedAt' | 'outcome' | 'sentence' | 'clearml'> | null;
  /** The first time that is due after the last drill that began; null or missing: none is scheduled. */
  readonly drillDueAt?: number | null;
  /** Less than two days of backups stay by the retention: a sentence; null: enough, or nothing is deleted. */
  readonly tooShort: string | null;
  /** The first destination that is a directory of the server itself; null or missing: they go elsewhere. */
  readonly directory?: string | null;
}

/** What is wrong with the backups of a server, each in whole sentences; none: all is well. What is dated after `now` says nothing. */
export function judgeBackups({ sets, copies = [], uncopied, limits, since, dueAt, zone, drill, drillDueAt, tooShort }: Watched, now: number): BackupTrouble[] {
  const dated = newestFirst(sets).filter((set) => startOf(set) <= now);
  const complete = dated.filter(isComplete);
  return [
    lastTrouble(dated.find(({ endedAt }) => endedAt !== null), zone),
    uncopied ? { kind: 'copy' as const, outcome: 'fail' as const, message: `The schedule copies each backup, and can't. ${uncopied}`, remedy: 'Change that on the Backups page, then back up now: a backup at one place alone is lost with it.' } : copyTrouble(dated.find(({ endedAt }) => endedAt !== null), copies, zone),
    lateTrouble(dated, dueAt, now, limits, zone),
    ageTrouble(complete[0], since, now, limits),
    drillTrouble(drill ?? null, now, zone),
    drillLateTrouble(drillDueAt ?? null, now, zone),
    proofTrouble([...complete, ...provenCopies(complete, copies)], since, now, limits),
    sizeTrouble(complete),
    tooShort === null ? null : { kind: 'short' as const, outcome: 'warn' as const, message: tooShort, remedy: 'Change what stays on the Backups page.' },
  ].filter((trouble) => trouble !== null);
}

const names = new Intl.ListFormat('en');

function lastTrouble(last: BackupSet | undefined, zone: string): BackupTrouble | null {
  if (!last || last.state === 'complete') return null;
  if (isUntold(last)) return { kind: 'incomplete', outcome: 'fail', message: `Whether the last backup, begun at ${zonedWords(startOf(last), zone)}, is complete could not be told, so it does not count.`, remedy: 'Open its run to see why it could not be told, mend that, then back up now: that asks again.' };
  const begun = `The last backup, begun at ${zonedWords(startOf(last), zone)},`;
  const [failed, open] = (['failed', 'incomplete'] as const).map((state) => last.parts.filter((part) => part.state === state).map(({ source }) => sourceNames[source])) as [string[], string[]];
  const said = [failed.length > 0 ? `${names.format(failed)} failed` : '', open.length > 0 ? `${names.format(open)} ${open.length > 1 ? 'are' : 'is'} not whole` : ''].filter(Boolean).join(', ');
  const why = said === '' ? '.' : `: ${said}.`;
  if (last.state === 'failed') return { kind: 'failed', outcome: 'fail', message: `${begun} failed${why}`, remedy: 'Open its run to see why, mend that, then back up now.' };
  return { kind: 'incomplete', outcome: 'fail', message: `${begun} is incomplete and does not count${why}`, remedy: 'Open its run to see what stopped it, then go on with it or back up now.' };
}

/** The backup itself is complete then; what is to survive the loss of its place is not. */
function copyTrouble(last: BackupSet | undefined, copies: NonNullable<Watched['copies']>, zone: string): BackupTrouble | null {
  const places = copies.filter(({ set, isComplete: isWhole }) => set === last?.id && !isWhole).map(({ place }) => place);
  if (!last || last.state !== 'complete' || places.length === 0) return null;
  return { kind: 'copy', outcome: 'fail', message: `The last backup, begun at ${zonedWords(startOf(last), zone)}, is complete, but its copy at ${names.format(places)} is not.`, remedy: 'Open its run to see what stopped the copy, mend that, then press Retry there; where the copy was not even begun, back up now.' };
}

const provenCopies = (complete: readonly BackupSet[], copies: NonNullable<Watched['copies']>): BackupSet[] =>
  copies.flatMap(({ set, provenAt }) => complete.filter(({ id }) => id === set).map((each) => ({ ...each, provenAt })));

function lateTrouble(dated: readonly BackupSet[], dueAt: number | null, now: number, { graceMinutes }: BackupLimits, zone: string): BackupTrouble | null {
  if (dueAt === null || now - dueAt <= graceMinutes * 60_000 || dated.some((set) => startOf(set) >= dueAt)) return null;
  return { kind: 'late', outcome: 'warn', message: `A backup was due at ${zonedWords(dueAt, zone)} and has not begun.`, remedy: 'See what holds it up: another run on this server, a maintenance window, or a server that does not answer.' };
}

function ageTrouble(newest: BackupSet | undefined, since: number, now: number, { oldestHours }: BackupLimits): BackupTrouble | null {
  const hours = Math.floor((now - (newest ? startOf(newest) : since)) / 3_600_000);
  if (hours < oldestHours) return null;
  const message = newest ? `The newest complete backup is ${count(hours, 'hour')} old; it should be younger than ${oldestHours}.` : `There is no complete backup, ${count(hours, 'hour')} after the first was wanted.`;
  return { kind: 'old', outcome: 'fail', message, remedy: 'Back up now, and see whether the schedule is on.' };
}

/** It stays until a drill has gone well: a backup that was given up since says nothing of the others. */
function drillTrouble(drill: NonNullable<Watched['drill']> | null, now: number, zone: string): BackupTrouble | null {
  if (drill === null || Date.parse(drill.endedAt) > now) return null;
  if (drill.outcome === 'proven') {
    if (drill.clearml?.outcome !== 'failed') return null;
    return { kind: 'drill', outcome: 'warn', message: `The last restore drill, ended at ${zonedWords(Date.parse(drill.endedAt), zone)}, restored all that was stored, but ClearML did not work on it. ${drill.clearml.sentence}`, remedy: 'Open its run to see what the API server said. If its configuration needs something outside of the server to start, it can not start in a drill.' };
  }
  const when = `The last restore drill, ended at ${zonedWords(Date.parse(drill.endedAt), zone)},`;
  if (drill.outcome === 'damaged') return { kind: 'drill', outcome: 'warn', message: `${when} found the backup damaged. ${drill.sentence}`, remedy: 'Back up now, best to another destination, and drill that one. Look at the disk of the place where it lies.' };
  return { kind: 'drill', outcome: 'warn', message: `${when} failed, and found no damage. ${drill.sentence}`, remedy: 'Open its run to see why, mend that, and drill it again: so far nothing is said of the backup.' };
}

/** A schedule that waits for days proves nothing, and nobody looks at its page. */
function drillLateTrouble(dueAt: number | null, now: number, zone: string): BackupTrouble | null {
  if (dueAt === null || now - dueAt <= drillMayWait) return null;
  return { kind: 'drill', outcome: 'warn', message: `A restore drill was due at ${zonedWords(dueAt, zone)} and has not begun.`, remedy: 'The Backups page says what the drill waits for: mend that, or choose another time for it there.' };
}

function proofTrouble(complete: readonly BackupSet[], since: number, now: number, { provenDays }: BackupLimits): BackupTrouble | null {
  const proofs = complete.flatMap(({ provenAt }) => (provenAt === null ? [] : [Date.parse(provenAt)])).filter((at) => at <= now);
  const days = Math.floor((now - (proofs.length > 0 ? Math.max(...proofs) : since)) / 86_400_000);
  if (days < provenDays) return null;
  const message = proofs.length > 0 ? `The last proof that a backup restores is ${count(days, 'day')} old; it should be younger than ${provenDays}.` : `No backup that is still there was ever proven to restore, ${count(days, 'day')} after the first was wanted.`;
  return { kind: 'unproven', outcome: 'warn', message, remedy: 'Start a restore drill: a backup is what was restored.' };
}
