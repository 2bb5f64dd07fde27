import { minutes } from '@/lib/core/units';
import type { Work } from '../../work';
import type { HistoryWriter } from './history-writer';

const every = minutes(5);
/** Rounds between two prunings, in which the clock must not have jumped: else a clock that is wrong for a moment would cost the history. */
const calmRounds = 12;

/** Rolls up every few minutes and prunes every hour, until it is stopped. */
export async function tendHistory({ resources: { clock, log } }: Work, history: HistoryWriter, servers: () => readonly string[], signal: AbortSignal): Promise<void> {
  let calm = 0;
  while (!signal.aborted) {
    const before = clock.now();
    await clock.sleep(every, signal);
    if (signal.aborted) return;
    const slept = clock.now() - before;
    calm = slept < 0 || slept > 3 * every ? 0 : calm + 1;
    try {
      for (const serverId of servers()) if (!signal.aborted) await history.rollUp(serverId);
      if (calm < calmRounds) continue;
      calm = 0;
      await history.prune();
    } catch (error) {
      log.error({ err: error }, 'history could not be rolled up; it is tried again');
    }
  }
}
