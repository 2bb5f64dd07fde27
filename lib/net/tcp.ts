import { Socket } from 'node:net';
import type { Clock } from '@/lib/core/clock';
import type { Reach } from '@/lib/shell/host';
import { resolveSafely } from './resolve';

type PortAnswer = Awaited<ReturnType<Reach['tcp']>>;

/** How long a connection must be held to count as open: some proxies accept and drop. */
const held = 1000;

/** open: accepted and held for 1 s · unknown: accepted and closed at once · closed: refused, or no answer in time. */
export async function tcp(clock: Clock, host: string, port: number, timeout: number): Promise<PortAnswer> {
  const { address } = await resolveSafely(host);
  const socket = new Socket();
  const over = new AbortController();
  try {
    return await new Promise<PortAnswer>((resolve) => {
      let isAccepted = false;
      socket.once('connect', () => {
        isAccepted = true;
        const ends = { ...(socket.localAddress !== undefined && { from: socket.localAddress }), to: address };
        void clock.sleep(held, over.signal).then(() => resolve({ state: 'open', detail: 'The connection is accepted.', ...ends }));
      });
      const closed = () => {
        if (isAccepted) resolve({ state: 'unknown', detail: 'The connection is accepted and closed at once.' });
        else resolve({ state: 'closed', detail: 'The connection is refused.' });
      };
      socket.once('error', (error: NodeJS.ErrnoException) => {
        // A reset may be heard before the connection that it ends.
        if (error.code === 'ECONNRESET' || error.code === 'EPIPE') isAccepted = true;
        if (isAccepted || error.code === 'ECONNREFUSED') closed();
        else resolve({ state: 'closed', detail: `There is no way there (${error.code ?? error.message}).` });
      });
      socket.once('close', closed);
      socket.resume();
      socket.connect({ host: address, port });
      void clock.sleep(timeout, over.signal).then(() => {
        if (!isAccepted) resolve({ state: 'closed', detail: `Nothing answers within ${Math.round(timeout / 1000)} s.` });
      });
    });
  } finally {
    over.abort();
    socket.destroy();
  }
}
