import type { RuleInput } from '@/lib/contract/alert';
import { firstSentence } from '@/lib/core/sentences';
import { minutes } from '@/lib/core/units';
import { dueTelling, told, type Telling } from '@/lib/engine/alert-telling';
import { names } from '@/lib/engine/alert-cause';
import type { Open } from './record';
import type { Silence } from './why-silenced';

/** What is to be told of one alert. */
export interface Due {
  readonly kind: Telling;
  readonly alert: Open;
  /** What it explains and is ill, in a sentence each. */
  readonly also: readonly string[];
  /** What probably brought it about, in a sentence: a warning that explains it. */
  readonly cause: string | null;
}

/** So long after a message of a cause, what it has broken since is told in one more. */
const gatherFor = minutes(5);

/** What must be told now, and the alerts as they are once that was stored. `silences`: why a check is not told of; `repeatOf`: its rule. */
export function tellDue(alerts: readonly Open[], silences: Silence, repeatOf: (check: string) => RuleInput['repeatMinutes'], at: number): { readonly due: readonly Due[]; readonly alerts: readonly Open[] } {
  const due: Due[] = [];
  const after = alerts.map((alert) => {
    const { record, fold } = alert;
    const isSnoozed = record.snoozedUntil !== null && record.snoozedUntil > at;
    const silence = silences.of(record.check);
    const isHeldBack = isSnoozed || record.causedBy !== null;
    const explained = explainedBy(alert, alerts);
    // A server that does not answer explains everything: that more of it does not work is no news.
    const hasBroken = !alert.explains.includes('') && isBroken(explained.filter(({ record: { check } }) => silences.of(check) === null), fold.memory);
    // One that is well again is not worse: what joined it, or broke by it, is told when it is ill again.
    const isFree = silence === null && !isHeldBack && fold.memory.last !== 'well';
    const isNews = isFree && wasTold(fold, at) && (hasBroken || hasJoined(alert));
    const isMoreThanTaken = isFree && fold.state === 'firing' && wasOnlyTaken(alert) && hasJoined(alert);
    const kind = dueTelling(fold, { repeat: minutes(repeatOf(record.check)), isSilenced: silence !== null && !(fold.state === 'resolved' && silences.isEndTold), isHeldBack, isAcknowledged: record.acknowledged !== null }, at) ?? (isNews ? 'worse' : isMoreThanTaken ? 'fire' : null);
    // One that is well in between is news when it is ill again.
    const still = named(explained.filter(({ record: { check } }) => kind !== null || fold.memory.named?.includes(check)));
    if (kind === null) return withReason({ ...alert, fold: withSaid(withNamed(fold, still), fold.memory.saidSubjects?.filter((each) => alert.subjects.includes(each)) ?? alert.subjects, wasOnlyTaken(alert)) }, silence);
    due.push({ kind, alert, also: explained.map(({ record: { message } }) => firstSentence(message)), cause: causeOf(alert, alerts) });
    const next: Open = { ...alert, fold: withSaid(withNamed(told(fold, kind, at), still), alert.subjects), record: { ...record, acknowledged: kind === 'worse' || kind === 'fire' ? null : record.acknowledged } };
    return withReason(next, null);
  });
  return { due, alerts: after };
}

/** A resolved one keeps the reason only while its end is still to be told. */
function withReason(alert: Open, silencedBy: string | null): Open {
  const isOwed = alert.fold.state === 'firing' || (alert.fold.state === 'resolved' && alert.fold.memory.said !== null);
  return { ...alert, record: { ...alert.record, silencedBy: isOwed ? silencedBy : null } };
}

const isKnownIll = ({ fold }: Open): boolean => fold.state !== 'resolved' && fold.severity !== 'unknown';

const explainedBy = (alert: Open, alerts: readonly Open[]): Open[] => alerts.filter((each) => isKnownIll(each) && each.record.causedBy?.check === alert.record.check);

/** Whether people know of it, and long enough for one more message. */
const wasTold = ({ state, memory: { said, saidAt } }: Open['fold'], at: number): boolean => state === 'firing' && said !== null && Math.abs(at - (saidAt ?? at)) >= gatherFor;

/** Whether what was told of a cause is no longer the whole: a check that it explains, and that nobody was told of, fails since. */
const isBroken = (explained: readonly Open[], { named: before }: Open['fold']['memory']): boolean =>
  explained.some(({ fold, record }) => fold.state === 'firing' && fold.severity === 'fail' && fold.memory.said === null && !before?.includes(record.check));

/** Whether nobody was told of it, since somebody had taken it on before. */
const wasOnlyTaken = ({ fold: { state, memory }, record }: Open): boolean => state !== 'resolved' && memory.said === null && record.acknowledged !== null;

/** Whether something is ill by now that was not when people were told, or took it on, such as another port. One that was well in between is news, too. */
const hasJoined = ({ fold: { memory: { saidSubjects } }, subjects }: Open): boolean => saidSubjects !== undefined && subjects.some((each) => !saidSubjects.includes(each));

/** Nothing is kept where the check tells nothing apart. */
const withSaid = (fold: Open['fold'], saidSubjects: readonly string[], isTaken = false): Open['fold'] => ((fold.memory.said === null && !isTaken) || (saidSubjects.length === 0 && fold.memory.saidSubjects === undefined) ? fold : { ...fold, memory: { ...fold.memory, saidSubjects } });

const named = (explained: readonly Open[]): string[] => explained.map(({ record }) => record.check).sort();
const withNamed = (fold: Open['fold'], checks: readonly string[]): Open['fold'] => (checks.length === 0 && fold.memory.named === undefined ? fold : { ...fold, memory: { ...fold.memory, named: checks } });

function causeOf(alert: Open, alerts: readonly Open[]): string | null {
  const cause = alerts.find((each) => each !== alert && isKnownIll(each) && names(each.explains, alert.record.check) && !names(alert.explains, each.record.check));
  return cause ? firstSentence(cause.record.message) : null;
}
