import type { Command } from './command';

/** What a command answered. Text is decoded as UTF-8 with replacement characters; hostile until parsed. */
export interface Answer {
  /** null when the command was ended by a signal or a time limit. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** True when the answer was longer than the limit (1 MB) and was cut. */
  readonly truncated: boolean;
  readonly timedOut: boolean;
}

/** How a command ended that was read. */
export interface Ended {
  /** null when it was ended by a signal. */
  readonly exitCode: number | null;
  /** Decoded as UTF-8 with replacement characters. */
  readonly stderr: string;
}

/** One start of one step, as the server knows it. */
export interface Attempt {
  /** From `newId()`; also names the unit and the run directory. */
  readonly id: string;
  readonly commands: readonly Command[];
}

/** What the server says of an attempt (design.md §4.3 and §4.5). Times are milliseconds since 1970 by the server's clock. */
export interface AttemptStatus {
  /** The run directory was claimed: the attempt started at least once. */
  readonly claimed: boolean;
  /** The transient unit still runs. */
  readonly active: boolean;
  /** From the exit file; null while there is none. */
  readonly exitCode: number | null;
  /** Boot id at which it was claimed; null when not claimed. */
  readonly bootId: string | null;
  /** The machine's boot id now. */
  readonly currentBootId: string;
  /** Bytes in the raw log now. */
  readonly logSize: number;
  /** Index (0-based) of the command that ran last; null before the first. */
  readonly commandIndex: number | null;
  /** When each command began, by its index; null where that was not noted. */
  readonly commandStarts: readonly (number | null)[];
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** Who changes the server now (design.md §4.8). */
export interface ServerLock {
  readonly console: string;
  readonly run: string;
  readonly actor: string;
  readonly why: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/**
 * The open connection to one server: the only way in which anything runs on it.
 * Every method rejects with a GroundcrewError (`unreachable`, `host_key`, `login`, `sudo`, `remote`).
 */
export interface Host {
  /** Runs reading commands in one round trip; answers in order. 20 s and 1 MB each unless said otherwise. */
  ask(commands: readonly Command[], options?: { timeout?: number; signal?: AbortSignal }): Promise<Answer[]>;
  /**
   * Runs one reading command and hands out what it says, byte for byte and however much it is; back-pressure by the promise of `onBytes`.
   * Rejects with what `onBytes` rejects with, and `conflict` (reason `aborted`) once `signal` is aborted. Then, and when the connection is
   * lost, the command is ended on the server, too.
   */
  read(command: Command, onBytes: (chunk: Buffer) => void | Promise<void>, signal?: AbortSignal): Promise<Ended>;
  /** Starts an attempt as a transient unit, or attaches when it was claimed before. Never runs it twice. */
  start(attempt: Attempt): Promise<'started' | 'attached'>;
  status(attemptId: string): Promise<AttemptStatus>;
  /**
   * Streams the attempt's raw log from byte `offset` until the attempt is finished or not active.
   * `onBytes` gets each chunk with the offset of its first byte; back-pressure by its promise.
   * Rejects `remote` (reason `attempt.log-gone`) when the log is shorter than `offset`: a power cut took its end, or it was removed.
   * Rejects `unreachable` when the connection is lost: call again with the last offset.
   */
  follow(attemptId: string, offset: number, onBytes: (chunk: Buffer, offset: number) => void | Promise<void>, signal?: AbortSignal): Promise<AttemptStatus>;
  /** Stops the unit and resolves once it is verified dead. */
  cancel(attemptId: string): Promise<AttemptStatus>;
  /**
   * Makes sure that an attempt that was not claimed never will be, though a start of it may still be on its way; resolves once its unit
   * is dead. Where `claimed` is true it began before, and was left as it is. Starting it afterwards rejects `attempt.not-started`.
   */
  withdraw(attemptId: string): Promise<AttemptStatus>;
  /** Takes the lock, or answers who holds it. Taking it again for the same run is fine. */
  lock(lock: ServerLock): Promise<{ taken: true } | { taken: false; holder: ServerLock | null }>;
  /** Releases the lock of `run`; without effect when another run holds it. */
  unlock(run: string): Promise<void>;
  /** Who holds the lock now; null when nobody does. */
  lockHolder(): Promise<ServerLock | null>;
  /** Removes the lock of `run`. Rejects `conflict`: `lock.busy` while an attempt runs, `lock.other` when another run holds it by now. */
  breakLock(run: string): Promise<void>;
  /** Attempt ids below /var/lib/groundcrew/runs, newest first. */
  attempts(): Promise<string[]>;
  /**
   * Removes what the console left on the server (run directories, what was proven). The note that ClearML is installed stays.
   * `run`: the one whose lock may go with it. Rejects `conflict`: `lock.busy` while an attempt runs, `lock.held` under another's lock.
   */
  clear(run?: string): Promise<void>;
  /** False once the connection was lost or closed: every call then rejects `unreachable` at once. */
  isOpen(): boolean;
  close(): void;
}

/** How a connection from outside ended (design.md §1). */
export type PortState = 'open' | 'closed' | 'unknown';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** At most 64 KiB, decoded as UTF-8. */
  readonly body: string;
  readonly milliseconds: number;
}

/** What a server shows when TLS is begun with it. Names and texts are hostile. */
export interface TlsAnswer {
  /** Why a client would refuse it: OpenSSL's word, such as CERT_HAS_EXPIRED, or ERR_TLS_CERT_ALTNAME_INVALID; null: nothing. */
  readonly problem: string | null;
  /** Names for which the certificate was issued. */
  readonly names: readonly string[];
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
  /** When it was asked, by the console's clock. */
  readonly at: number;
  /** Whether it fits the name that was asked for. */
  readonly isForName: boolean;
  /** It came without the certificates between it and its authority. */
  readonly isAlone: boolean;
}

/** What the console asks from outside. A request that got no answer rejects with GroundcrewError `unreachable`. */
export interface Reach {
  /** `from`: the console's own address on an accepted connection; `to`: where it led. */
  tcp(host: string, port: number, options?: { timeout?: number }): Promise<{ state: PortState; detail: string; from?: string; to?: string }>;
  /** `authorities`: PEM certificates that are trusted besides the known ones. */
  http(request: { url: string; method?: 'GET' | 'POST' | 'HEAD'; headers?: Record<string, string>; body?: string; timeout?: number; authorities?: string }): Promise<HttpAnswer>;
  /** Begins TLS with `name` and ends it again; nothing is sent. Also answers for a certificate that a client would refuse. */
  tls(request: { name: string; port?: number; timeout?: number; authorities?: string }): Promise<TlsAnswer>;
  /** The addresses of a name by the console's name service; empty: there is no such name. */
  names(name: string): Promise<readonly string[]>;
}
