import type { Alert } from '@/lib/contract/alert';
import type { AlertRecord } from '@/lib/store/repositories/alerts';
import type { Kept } from './workers/alerts/record';

const iso = (time: number): string => new Date(time).toISOString();
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));

/** An alert as the pages see it. `now`: a snooze that is over is none. */
export function viewAlert({ serverId: _serverId, serverName, memory, since, firedAt, resolvedAt, acknowledged, snoozedUntil, silencedBy, state, ...rest }: AlertRecord, now: number): Alert {
  const { recoversAt, now: isNow } = JSON.parse(memory) as Partial<Kept>;
  return {
    ...rest,
    state,
    server: serverName,
    since: iso(since),
    firedAt: isoOrNull(firedAt),
    resolvedAt: isoOrNull(resolvedAt),
    now: isNow ?? null,
    recoversAt: isoOrNull(recoversAt ?? null),
    acknowledged: acknowledged && { by: acknowledged.by, at: iso(acknowledged.at) },
    snoozedUntil: snoozedUntil !== null && snoozedUntil > now ? iso(snoozedUntil) : null,
    silencedBy: state === 'firing' ? silencedBy : null,
  };
}
