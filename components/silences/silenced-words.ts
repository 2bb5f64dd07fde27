import type { SilencedNow } from '@/lib/contract/alert';
import { when } from './silence-values';

/** "Alerts are silent until 14:05: maintenance window “Kernel update” of ada." `now` in milliseconds: on that day the time is enough; null: the page does not live yet and knows no zone. */
export function silencedWords({ kind, title, by, until }: SilencedNow, now: number | null): string {
  const end = until === null || now === null ? null : clockOrDay(until, now);
  if (kind === 'window') return `Alerts are silent ${end ? `until ${end}` : until === null ? 'with no end in sight' : 'now'}: maintenance window “${title}” of ${by}.`;
  const others = 'Full disks, want of memory, broken hardware and certificates are told all the same.';
  if (until === null) return `Alerts are silent while the run “${title}” of ${by} works, and 5 minutes longer. ${others}`;
  return `Alerts are silent ${end ? `until ${end}` : 'now'}: the run “${title}” of ${by} worked shortly before. ${others}`;
}

/** Whether it still holds: its end is not told by anybody. */
export const isSilenced = ({ until }: SilencedNow, now: number | null): boolean => until === null || now === null || Date.parse(until) > now;

/** In the zone of the browser. */
export function clockOrDay(at: string, now: number): string {
  const time = new Date(at);
  return time.toDateString() === new Date(now).toDateString() ? time.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' }) : when(at);
}
