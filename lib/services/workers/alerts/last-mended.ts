import { isAside } from '@/lib/contract/run';
import type { RunRepository } from '@/lib/store/repositories/runs';

/** When the last run that may have mended something ended, in milliseconds; null: none of the last few did. A test or a backup mends nothing, and what another console began is not ours. */
export async function lastMended(runs: Pick<RunRepository, 'list'>, serverId: string): Promise<number | null> {
  const done = (await runs.list({ serverId, limit: 5 })).filter(({ kind, state }) => state === 'done' && !isAside(kind) && kind !== 'adopted');
  const ends = done.flatMap(({ endedAt }) => (endedAt === null ? [] : [Date.parse(endedAt)]));
  return ends.length === 0 ? null : Math.max(...ends);
}
