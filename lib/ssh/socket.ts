import { lookup } from 'node:dns/promises';
import { Socket } from 'node:net';
import type { Clock } from '@/lib/core/clock';
import { fail } from './failures';
import type { Target } from './failures';

/**
 * Resolves the name and opens the TCP connection.
 * @throws GroundcrewError `connection.name-not-found`, `.no-route`, `.refused`, `.timed-out`
 */
export async function openSocket(target: Target, options: { clock: Clock; timeout: number; onName?: (address: string) => void }): Promise<Socket> {
  const host = target.address.replace(/^\[(.*)\]$/, '$1');
  const { address } = await lookup(host).catch((cause: unknown) => {
    throw fail('connection.name-not-found', target, { cause });
  });
  options.onName?.(address);
  const socket = new Socket();
  const settled = new AbortController();
  return new Promise<Socket>((resolve, reject) => {
    const end = (error: Error) => {
      settled.abort();
      socket.destroy();
      reject(error);
    };
    socket.once('connect', () => {
      settled.abort();
      socket.removeAllListeners('error');
      socket.setNoDelay(true);
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => end(fail(reasonOf(error.code), target, { detail: error.message, cause: error })));
    socket.connect({ host: address, port: target.port });
    void options.clock.sleep(options.timeout, settled.signal).then(() => {
      if (!settled.signal.aborted) end(fail('connection.timed-out', target));
    });
  });
}

function reasonOf(code: string | undefined) {
  switch (code) {
    case 'ECONNREFUSED': return 'connection.refused';
    case 'EHOSTUNREACH': case 'ENETUNREACH': case 'EHOSTDOWN': case 'EADDRNOTAVAIL': return 'connection.no-route';
    case 'ECONNRESET': return 'connection.closed';
    case 'ENOTFOUND': return 'connection.name-not-found';
    default: return 'connection.timed-out';
  }
}
