import type { RuleInput } from '@/lib/contract/alert';
import { firstSentence } from '@/lib/core/sentences';
import { minutes } from '@/lib/core/units';
import { dueTelling, told, type Telling } from '@/lib/engine/alert-telling';
import { names } from '@/lib/engine/alert-cause';
import type { Open } from './record';

/** What is to be told of one alert. */
export interface Due {
  readonly kind: Telling;
  readonly alert: Open;
  /** What it explains and is ill, in a sentence each. */
  readonly also: readonly string[];
  /** What probably brought it about: a warning that explains it. */
  readonly cause: string | null;
}

/** What must be told now, and the alerts as they are once that was stored. `silencedBy`: why a check is not told of; `repeatOf`: its rule. */
export function tellDue(alerts: readonly Open[], silencedBy: (check: string) => string | null, repeatOf: (check: string) => RuleInput['repeatMinutes'], at: number): { readonly due: readonly Due[]; readonly alerts: readonly Open[] } {
  const due: Due[] = [];
  const after = alerts.map((alert) => {
    const { record, fold } = alert;
    const isSnoozed = record.snoozedUntil !== null && record.snoozedUntil > at;
    const silence = silencedBy(record.check);
    const kind = dueTelling(fold, { repeat: minutes(repeatOf(record.check)), isSilenced: silence !== null, isHeldBack: isSnoozed || record.causedBy !== null, isAcknowledged: record.acknowledged !== null }, at);
    if (kind === null) return withReason(alert, silence);
    due.push({ kind, alert, also: alsoOf(alert, alerts), cause: causeOf(alert, alerts) });
    const next: Open = { ...alert, fold: told(fold, kind, at), record: { ...record, acknowledged: kind === 'worse' ? null : record.acknowledged } };
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

function alsoOf(alert: Open, alerts: readonly Open[]): string[] {
  return alerts.filter((each) => isKnownIll(each) && each.record.causedBy?.check === alert.record.check).map(({ record }) => firstSentence(record.message));
}

function causeOf(alert: Open, alerts: readonly Open[]): string | null {
  const cause = alerts.find((each) => each !== alert && isKnownIll(each) && names(each.explains, alert.record.check) && !names(alert.explains, each.record.check));
  return cause ? cause.record.message : null;
}
