/** What one asking says of a check, as its rule counts: a warning that the rule passes over is `well`. */
export type Condition = 'well' | 'warn' | 'fail' | 'unknown';
type Ill = 'warn' | 'fail';
type Severity = Ill | 'unknown';

export interface AlertRule {
  /** Milliseconds that it must be ill before it fires, and well before it resolves. */
  readonly after: number;
  /** Milliseconds between two askings. */
  readonly every: number;
  /** When a run of this console last ended; null: none did lately. What a run mended since it fired need not be well for as long as it was ill. */
  readonly mendedAt?: number | null;
}

/** What the fold keeps besides what is shown. Durations are milliseconds, times milliseconds since 1970. */
export interface AlertMemory {
  readonly lastAt: number;
  readonly last: Condition;
  /** The last one that was not unknown. */
  readonly known: Exclude<Condition, 'unknown'> | null;
  /** How long it was seen to be ill, well, unknown, and unchanged while flapping. */
  readonly ill: number;
  readonly well: number;
  readonly unknown: number;
  readonly calm: number;
  /** Askings in a row that were well. */
  readonly wellTimes: number;
  /** When it fired, resolved, got worse or better, within the last hour; of the alert before it too. */
  readonly changes: readonly number[];
  /** What people were told last; null: nothing. */
  readonly said: Severity | null;
  readonly saidAt: number | null;
  readonly saidFlapping: boolean;
  /** Checks that it explains, that are ill, and that its messages named. */
  readonly named?: readonly string[];
  /** Of what the check told apart, what people know to be ill. */
  readonly saidSubjects?: readonly string[];
  /** Of a firing one that is well again: when it resolves if it stays so. Null: it is not. */
  readonly recoversAt?: number | null;
}

export interface AlertFold {
  readonly state: 'pending' | 'firing' | 'resolved';
  readonly severity: Severity;
  readonly since: number;
  readonly firedAt: number | null;
  readonly resolvedAt: number | null;
  readonly flapping: boolean;
  readonly memory: AlertMemory;
}

const hour = 3_600_000;
/** More changes than these in an hour are flapping; it ends when nothing changed for so long. */
const mostChanges = 4;
const calmAfter = 1_800_000;
const leastUnknown = 600_000;
/** Two well answers so far apart end what a run of ours mended, in the first minutes after the run. */
export const leastApart = 15_000;
const mendedFor = 600_000;
const isIll = (condition: Condition | null): condition is Ill => condition === 'warn' || condition === 'fail';

/**
 * The alert of one check after one more asking; null: there is none.
 *
 * Durations are summed from asking to asking, each gap counting for three cadences at most: so neither a clock that jumps
 * nor a console that was away makes anything fire or resolve early, and a clock that is set back only takes time.
 * - pending → firing: ill for `after` without a well answer between; with `after` 0 at once. Unknown time counts for nothing.
 * - firing → resolved: well for `after` at two askings at least; with `after` 0 at the first well one. Unknown never resolves.
 *   After a run that ended since it fired: well for 15 s, at two askings too.
 * - unknown without end for three cadences, 10 minutes at least, fires as `unknown`.
 * - the fifth change in an hour makes it flapping: it stays firing, until nothing changed for 30 minutes.
 *
 * @param before the open alert of this check; null: there is none
 * @param earlier the changes of the alert before, of the same check
 */
export function foldAlert(before: AlertFold | null, seen: Condition, at: number, rule: AlertRule, earlier: readonly number[] = []): AlertFold | null {
  if (before === null) return seen === 'well' ? null : pending(begin(seen, at, earlier), seen, at, rule);
  const gap = Math.min(Math.max(at - before.memory.lastAt, 0), 3 * rule.every);
  const alert = count(before, seen, at, gap);
  if (alert.state === 'pending') return pending(alert, seen, at, rule);
  if (alert.state === 'resolved') return before;
  return recovering(alert.flapping ? flapping(alert, seen, at) : firing(alert, seen, at, rule), seen, at, rule);
}

/** Notes when it resolves if nothing but well answers follow. */
function recovering(alert: AlertFold, seen: Condition, at: number, rule: AlertRule): AlertFold {
  const { memory, flapping: isFlapping, state } = alert;
  const lasts = isFlapping ? calmAfter - memory.calm : Math.max(wellFor(alert, rule, at) - memory.well, leastApart);
  return { ...alert, memory: { ...memory, recoversAt: state === 'firing' && seen === 'well' ? at + Math.max(lasts, 0) : null } };
}

/** For how long it must be well. */
function wellFor({ firedAt }: AlertFold, { after, mendedAt }: AlertRule, at: number): number {
  const isMended = mendedAt !== undefined && mendedAt !== null && firedAt !== null && mendedAt >= firedAt && Math.abs(at - mendedAt) < mendedFor;
  return isMended ? Math.min(after, leastApart) : after;
}

function begin(seen: Severity, at: number, changes: readonly number[]): AlertFold {
  const memory: AlertMemory = { lastAt: at, last: seen, known: seen === 'unknown' ? null : seen, ill: 0, well: 0, unknown: 0, calm: 0, wellTimes: 0, changes, said: null, saidAt: null, saidFlapping: false };
  return { state: 'pending', severity: seen, since: at, firedAt: null, resolvedAt: null, flapping: false, memory };
}

/** Adds the time since the last asking to what it belongs to: a stretch counts when both its ends say the same. */
function count(alert: AlertFold, seen: Condition, at: number, gap: number): AlertFold {
  const { memory } = alert;
  const { last, known } = memory;
  const stretch = (is: (condition: Condition) => boolean) => (is(seen) && is(last) ? gap : 0);
  const isChanged = seen !== 'unknown' && known !== null && seen !== known;
  return {
    ...alert,
    memory: {
      ...memory,
      lastAt: at,
      last: seen,
      known: seen === 'unknown' ? known : seen,
      ill: seen === 'well' ? 0 : memory.ill + stretch(isIll),
      well: isIll(seen) ? 0 : memory.well + stretch((condition) => condition === 'well'),
      unknown: seen === 'unknown' ? memory.unknown + stretch((condition) => condition === 'unknown') : 0,
      calm: isChanged ? 0 : memory.calm + stretch((condition) => condition === known),
      wellTimes: seen === 'well' ? memory.wellTimes + 1 : isIll(seen) ? 0 : memory.wellTimes,
    },
  };
}

/** A cadence is kept to some seconds only: without a tenth of it, a check whose time is one cadence would want three askings as often as two. */
const longEnough = (lasted: number, { after, every }: AlertRule): boolean => lasted >= after - Math.min(after, every) / 10;

function pending(alert: AlertFold, seen: Condition, at: number, rule: AlertRule): AlertFold | null {
  if (seen === 'well') return null;
  if (isIll(seen)) return longEnough(alert.memory.ill, rule) ? fire(alert, seen, at) : { ...alert, severity: seen };
  return alert.memory.unknown >= Math.max(3 * rule.every, leastUnknown) ? fire(alert, 'unknown', at) : alert;
}

function fire(alert: AlertFold, severity: Severity, at: number): AlertFold {
  return changed({ ...alert, state: 'firing', severity, firedAt: at, memory: { ...alert.memory, well: 0, wellTimes: 0 } }, at);
}

function firing(alert: AlertFold, seen: Condition, at: number, rule: AlertRule): AlertFold {
  const { memory, severity } = alert;
  if (seen === 'unknown') return alert;
  if (isIll(seen)) {
    // What could not be asked is known to be ill only when it has been so for as long as any other.
    if (severity === 'unknown') return longEnough(memory.ill, rule) ? { ...alert, severity: seen } : alert;
    if (seen === severity) return alert;
    // Told as failing once more when it fails again after it was only a warning.
    return changed({ ...alert, severity: seen, memory: { ...memory, said: seen === 'warn' && memory.said === 'fail' ? 'warn' : memory.said } }, at);
  }
  if (rule.after > 0 && (!longEnough(memory.well, { ...rule, after: wellFor(alert, rule, at) }) || memory.wellTimes < 2)) return alert;
  const next = changed(alert, at);
  return next.flapping ? next : { ...next, state: 'resolved', resolvedAt: at };
}

/** Nothing but quiet ends it; its severity follows silently. */
function flapping(alert: AlertFold, seen: Condition, at: number): AlertFold {
  const { memory } = alert;
  const severity = isIll(seen) ? seen : alert.severity;
  if (seen === 'unknown' || memory.calm < calmAfter) return { ...alert, severity };
  const calmed: AlertFold = { ...alert, severity, flapping: false, memory: { ...memory, changes: [] } };
  return seen === 'well' ? { ...calmed, state: 'resolved', resolvedAt: at } : calmed;
}

function changed(alert: AlertFold, at: number): AlertFold {
  const changes = [...alert.memory.changes.filter((time) => time <= at && at - time < hour), at];
  const isFlapping = changes.length > mostChanges;
  return { ...alert, flapping: isFlapping, memory: { ...alert.memory, changes, ...(isFlapping ? { calm: 0 } : {}) } };
}
