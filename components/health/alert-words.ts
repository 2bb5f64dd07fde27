import { exactWords, spanWords } from '@/components/ui/relative-time';
import type { Alert } from '@/lib/contract/alert';
import { count } from '@/lib/core/units';

/** What is known of an alert beside its message, each a clause: since when, how often it was told, who has it, why it is quiet. `now` null: the page does not live yet. */
export function alertFacts(alert: Alert, now: number | null): string[] {
  const span = (from: string) => (now === null ? null : spanWords(now - new Date(from).getTime()));
  const ill = span(alert.since);
  return [
    ill && `for ${ill}`,
    alert.recoversAt !== null && recoveryWords(alert.recoversAt, now),
    alert.state === 'pending' ? 'told when it lasts' : alert.told === 0 ? 'not told yet' : `told ${alert.told === 1 ? 'once' : `${alert.told} times`}`,
    alert.flapping && 'comes and goes, so its messages are held together',
    alert.acknowledged && `acknowledged by ${alert.acknowledged.by}`,
    isSnoozed(alert, now) && `snoozed until ${exactWords(alert.snoozedUntil!)}`,
    alert.silencedBy && `silent: ${alert.silencedBy}`,
  ].filter((fact) => typeof fact === 'string');
}

/** It is well again, and when that has lasted long enough. */
function recoveryWords(recoversAt: string, now: number | null): string {
  const left = now === null ? null : new Date(recoversAt).getTime() - now;
  return left === null || left <= 0 ? 'well again, ends at the next good answer' : `well again, ends ${left < 60_000 ? 'within a minute' : `in about ${count(Math.ceil(left / 60_000), 'minute')}`} if it stays so`;
}

export const isSnoozed = ({ snoozedUntil }: Alert, now: number | null): boolean => snoozedUntil !== null && (now === null || new Date(snoozedUntil).getTime() > now);
