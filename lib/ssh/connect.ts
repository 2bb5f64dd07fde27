import type { Clock } from '@/lib/core/clock';
import { systemClock } from '@/lib/core/clock';
import type { Host } from '@/lib/shell/host';
import { ask } from './ask';
import { attempts, cancel, clear, start, status, withdraw } from './detached';
import { follow } from './follow';
import { handshake } from './handshake';
import { Link } from './link';
import { breakLock, lockHolder, releaseLock, takeLock } from './lock';
import type { HostKey, SshProfile } from './profile';
import { read } from './read';
import { openSocket } from './socket';

export interface ConnectOptions {
  readonly clock?: Clock;
  /** Milliseconds for the TCP connection; 10 s unless said otherwise. */
  readonly connectTimeout?: number;
  /** Milliseconds for key exchange and login; 20 s unless said otherwise. */
  readonly readyTimeout?: number;
  /** Called with the resolved address, and with the host key (`blob`: the key itself) before it is judged. */
  readonly onName?: (address: string) => void;
  readonly onTcp?: () => void;
  readonly onHostKey?: (key: HostKey, blob: Buffer) => void;
}

/**
 * Opens the connection to a server: name, TCP, host key (pinned, judged before the login), login. Tries once.
 * @throws GroundcrewError with a reason of failures.ts; `presentedHostKey(error)` gives the key of a host key failure
 */
export async function connect(profile: SshProfile, options: ConnectOptions = {}): Promise<Host> {
  return hostOf(await openLink(profile, options));
}

/** The connection itself, for what is not part of Host. */
export async function openLink(profile: SshProfile, options: ConnectOptions = {}): Promise<Link> {
  const clock = options.clock ?? systemClock;
  const socket = await openSocket(profile, { clock, timeout: options.connectTimeout ?? 10_000, ...(options.onName ? { onName: options.onName } : {}) });
  options.onTcp?.();
  const client = await handshake(profile, socket, {
    readyTimeout: options.readyTimeout ?? 20_000,
    ...(options.onHostKey ? { onHostKey: options.onHostKey } : {}),
  }).catch((error: unknown) => {
    socket.destroy();
    throw error;
  });
  return new Link(client, profile, clock);
}

function hostOf(link: Link): Host {
  return {
    ask: (commands, options) => ask(link, commands, options),
    read: (command, onBytes, signal) => read(link, command, onBytes, signal),
    start: (attempt) => start(link, attempt),
    status: (id) => status(link, id),
    follow: (id, offset, onBytes, signal) => follow(link, id, offset, onBytes, signal),
    cancel: (id) => cancel(link, id),
    withdraw: (id) => withdraw(link, id),
    lock: (lock) => takeLock(link, lock),
    unlock: (run) => releaseLock(link, run),
    lockHolder: () => lockHolder(link),
    breakLock: (run) => breakLock(link, run),
    attempts: () => attempts(link),
    clear: (run) => clear(link, run),
    isOpen: () => link.isOpen,
    close: () => link.close(),
  };
}
