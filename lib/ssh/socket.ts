import { lookup } from 'node:dns/promises';
import { Socket } from 'node:net';
import type { Clock } from '@/lib/core/clock';
import { isGroundcrewError } from '@/lib/core/errors';
import { fail } from './failures';
import type { Target } from './failures';

/**
 * Resolves the name and opens the TCP connection.
 * @throws GroundcrewError `connection.name-not-found`, `.no-route`, `.refused`, `.timed-out`
 */
export async function openSocket(target: Target, options: { clock: Clock; timeout: number; onName?: (address: string) => void }): Promise<Socket> {
  const host = target.address.replace(/^\[(.*)\]$/, '$1');
  const settled = new AbortController();
  const tooLong = options.clock.sleep(options.timeout, settled.signal).then(() => {
    throw fail('connection.timed-out', target);
  });
  tooLong.catch(() => undefined);
  const addresses = await Promise.race([lookup(host, { all: true }), tooLong]).catch((cause: unknown) => {
    settled.abort();
    throw isGroundcrewError(cause) ? cause : fail('connection.name-not-found', target, { cause });
  });
  options.onName?.(addresses[0]?.address ?? host);
  const socket = new Socket();
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
    // A name with addresses of both families, one of which has no route: the other is tried as well.
    socket.connect({ host, port: target.port, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 5000, lookup: (_host, _options, callback) => callback(null, addresses) });
    tooLong.catch((error: Error) => settled.signal.aborted || end(error));
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
