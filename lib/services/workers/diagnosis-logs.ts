import { isGroundcrewError } from '@/lib/core/errors';
import { seconds } from '@/lib/core/units';
import { isUnreadable } from '@/lib/facts/fact';
import { bounds, readRecentLogs, recentLogs, type RecentLogs } from '@/lib/facts/recent-logs';
import type { Inputs } from '@/lib/guide/inputs';
import { logsDirectory } from '@/lib/guide/old-logs';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from '../work';

interface Read {
  /** Null: the logs could not be read. */
  readonly recent: RecentLogs | null;
  /** Milliseconds that the server's clock is ahead; 0 as long as no more than the way there explains; null: not known. */
  readonly clockAhead: number | null;
  readonly unread: readonly string[];
}

/** Somewhat more than the script takes at most. */
const longest = seconds(bounds.longest + 30);

/** Reads the last hour of all logs of a server. Never rejects because they can't be read. */
export async function logsOfNow(work: Work, server: ServerRecord, inputs: Inputs, signal: AbortSignal): Promise<Read> {
  const { clock, log } = work.resources;
  const pieces: Buffer[] = [];
  let size = 0;
  let firstAt: number | null = null;
  const late = new AbortController();
  const isOver = new AbortController();
  const end = () => late.abort();
  signal.addEventListener('abort', end, { once: true });
  void clock.sleep(longest, isOver.signal).then(end);
  let begunAt = clock.now();
  let problem: string | null = null;
  try {
    await work.connections.use(server.id, (host) => {
      begunAt = clock.now();
      return host.read(recentLogs(inputs.layout.base, logsDirectory(inputs)), (piece) => {
        firstAt ??= clock.now();
        if (size < bounds.all + 1000) pieces.push(piece);
        size += piece.length;
      }, late.signal);
    });
  } catch (error) {
    if (!isGroundcrewError(error)) log.error({ err: error, server: server.id }, 'the logs of a server could not be read');
    problem = isGroundcrewError(error) ? (error.reason === 'aborted' ? 'Reading the logs took too long and was ended.' : error.message) : 'The console met an error of its own while it read the logs; its log has the details.';
  } finally {
    isOver.abort();
    signal.removeEventListener('abort', end);
  }
  // What was read before the end of the connection counts all the same.
  try {
    const recent = readRecentLogs(Buffer.concat(pieces).toString('utf8'));
    return { recent, clockAhead: aheadBy(recent.now, begunAt, firstAt ?? begunAt), unread: [...(problem === null ? [] : [problem]), ...recent.unread] };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return { recent: null, clockAhead: null, unread: [`The logs could not be read: ${problem ?? error.message}`] };
  }
}

/** The server told its time, in whole seconds, somewhere between two times of the console. */
function aheadBy(serverNow: number, from: number, to: number): number {
  const ahead = serverNow + 500 - (from + to) / 2;
  return Math.abs(ahead) <= 1500 + (to - from) / 2 ? 0 : Math.round(ahead);
}
