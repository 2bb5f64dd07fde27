import type { Alert } from '@/lib/contract/alert';
import type { AlertRecord } from '@/lib/store/repositories/alerts';
import type { Work } from './work';
import type { Kept } from './workers/alerts/record';

const iso = (time: number): string => new Date(time).toISOString();
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));

/**
 * An alert as the pages see it. A snooze that is over is none. An open one is said to be well again only while its check
 * answers: a server that is gone, and what a cause explains, change nothing of what is stored.
 */
export function viewAlert({ serverId, serverName, memory, since, firedAt, resolvedAt, acknowledged, snoozedUntil, silencedBy, state, ...rest }: AlertRecord, { resources, watcher }: Pick<Work, 'resources' | 'watcher'>): Alert {
  const now = resources.clock.now();
  const { recoversAt, now: isNow } = state === 'resolved' || watcher.isAnswered(serverId, rest.check) ? (JSON.parse(memory) as Partial<Kept>) : {};
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
