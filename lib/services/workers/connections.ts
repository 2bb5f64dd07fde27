import type { Clock } from '@/lib/core/clock';
import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import type { Host } from '@/lib/shell/host';
import type { Redactor } from '@/lib/shell/redact';
import type { Credentials, ServerRecord, ServerRepository } from '@/lib/store/repositories/servers';
import { maskError } from '../mask-error';

/** Opens a connection; lib/ssh in the product, a fake in tests. */
export type Connect = (server: ServerRecord, credentials: Credentials) => Promise<Host>;

/** One kept connection to each server; everything that talks to a server goes through it. */
export interface Connections {
  /**
   * Runs `work` on the open connection, opening it when there is none. A lost connection is dropped, so that the next
   * use opens a new one. Rejects with the GroundcrewError of the connection or of the work.
   */
  use<T>(serverId: string, work: (host: Host) => Promise<T>): Promise<T>;
  /** Closes the connection and forgets a refused login: after an edit, a confirmed key, a test by hand. */
  reset(serverId: string): void;
  /** Lets a refused login be tried once more, because a person asks for it. */
  forgive(serverId: string): void;
  closeAll(): void;
}

/** Milliseconds to wait before asking an unreachable server again: 1 s, doubling to 30 s. `failures` begins at 1. */
export function backoff(failures: number): number {
  return Math.min(1000 * 2 ** Math.min(failures - 1, 10), 30_000);
}

const seenEvery = 60_000;

/** A refused login, a changed key, a refused sudo: asking again would only lock the account out. */
const final: readonly string[] = ['login', 'host_key', 'sudo'];

interface Parts {
  /** Where profiles, credentials and pinned keys lie. */
  readonly servers: ServerRepository;
  readonly connect: Connect;
  readonly clock: Clock;
  /** Knows the server's secrets: whatever it says in an error passes through it. */
  readonly redactorOf: (serverId: string) => Promise<Redactor>;
  /** Another host key than the pinned one was met; told once until a person acts. */
  readonly onChangedHostKey: (server: ServerRecord, error: GroundcrewError) => Promise<void>;
}

export function createConnections({ servers, connect, clock, redactorOf, onChangedHostKey }: Parts): Connections {
  const open = new Map<string, Promise<Host>>();
  const refused = new Map<string, GroundcrewError>();
  const seen = new Map<string, number>();

  /** The time of the last answer, written once a minute at most. That it can't be written (a full disk) must not cost the answer. */
  async function noteSeen(serverId: string): Promise<void> {
    const now = clock.now();
    if (now - (seen.get(serverId) ?? 0) < seenEvery) return;
    seen.set(serverId, now);
    await servers.edit(serverId, { lastSeenAt: now }).catch(() => undefined);
  }

  async function start(serverId: string): Promise<Host> {
    const server = await servers.byId(serverId);
    if (server === null) throw new GroundcrewError({ code: 'not_found', reason: 'server.unknown', message: 'The server was removed from the console.' });
    const host = await connect(server, await servers.credentials(serverId)).catch(async (error: unknown) => {
      if (isGroundcrewError(error) && error.reason === 'connection.host-key-changed') await onChangedHostKey(server, error);
      throw error;
    });
    await noteSeen(serverId);
    return host;
  }

  function host(serverId: string): Promise<Host> {
    const before = refused.get(serverId);
    if (before) return Promise.reject(before);
    const existing = open.get(serverId);
    if (existing) return existing.then((connection) => (connection.isOpen() ? connection : reopen(serverId, existing)));
    return openNow(serverId);
  }

  /** Whoever finds the connection closed first opens the new one; the others get the same. */
  function reopen(serverId: string, closed: Promise<Host>): Promise<Host> {
    const current = open.get(serverId);
    return current !== undefined && current !== closed ? current : openNow(serverId);
  }

  function openNow(serverId: string): Promise<Host> {
    const starting = start(serverId);
    open.set(serverId, starting);
    starting.catch((error: unknown) => {
      if (open.get(serverId) === starting) open.delete(serverId);
      if (isGroundcrewError(error) && final.includes(error.code)) refused.set(serverId, error);
    });
    return starting;
  }

  const forget = (serverId: string) => {
    const kept = open.get(serverId);
    open.delete(serverId);
    kept?.then((connection) => connection.close(), () => undefined);
  };

  async function attempt<T>(serverId: string, work: (host: Host) => Promise<T>): Promise<T> {
    const opening = host(serverId);
    const connection = await opening;
    try {
      const answer = await work(connection);
      await noteSeen(serverId);
      return answer;
    } catch (error) {
      const isLost = isGroundcrewError(error) && (error.code === 'unreachable' || final.includes(error.code));
      if (isLost && open.get(serverId) === opening) forget(serverId);
      if (isGroundcrewError(error) && final.includes(error.code)) refused.set(serverId, error);
      throw error;
    }
  }

  return {
    use: (serverId, work) => attempt(serverId, work).catch(async (error: unknown) => {
      throw isGroundcrewError(error) ? maskError(error, await redactorOf(serverId)) : error;
    }),
    reset(serverId) {
      refused.delete(serverId);
      forget(serverId);
    },
    forgive: (serverId) => void refused.delete(serverId),
    closeAll() {
      for (const serverId of [...open.keys()]) forget(serverId);
    },
  };
}
