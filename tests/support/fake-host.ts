import { GroundcrewError } from '@/lib/core/errors';
import { idPattern } from '@/lib/core/ids';
import type { Command } from '@/lib/shell/command';
import type { Answer, Attempt, AttemptStatus, Ended, Host, ServerLock } from '@/lib/shell/host';
import { announce } from '@/lib/shell/render';

/** What a command does on the fake server: it says things, and returns its exit code. `aborted` fires when it is killed. */
export type Respond = (command: Command, process: { out(text: string): void; error(text: string): void; readonly aborted: AbortSignal }) => number | Promise<number>;

interface Record {
  readonly bootId: string;
  readonly startedAt: number;
  readonly killed: AbortController;
  log: Buffer;
  active: boolean;
  exitCode: number | null;
  endedAt: number | null;
  commandIndex: number | null;
  readonly commandStarts: number[];
}

/**
 * A server in memory, with the honest semantics of a real one: an attempt runs once by its id, goes on when connections
 * are cut, ends without an exit code in a reboot; the lock and the logs stay. One contract suite runs against it
 * and against the real host (host-contract.ts), so that it can't lie.
 */
export class FakeServer {
  bootId = newBootId();
  /** Every command that was really run in an attempt, in order. */
  readonly executed: { attempt: string; command: Command }[] = [];
  readonly #attempts = new Map<string, Record>();
  readonly #withdrawn = new Set<string>();
  readonly #connections = new Set<FakeHost>();
  readonly #changed = new Set<() => void>();
  lock: ServerLock | null = null;
  /** Set to make `connect` fail, as an unreachable server does. */
  refuse: GroundcrewError | null = null;

  constructor(public respond: Respond = () => 127, private readonly now: () => number = () => Date.now()) {}

  connect(): Promise<Host> {
    if (this.refuse) return Promise.reject(this.refuse);
    const host = new FakeHost(this, () => this.#connections.delete(host));
    this.#connections.add(host);
    return Promise.resolve(host);
  }

  /** Ends all connections; what runs goes on. */
  cut(): void {
    for (const host of [...this.#connections]) host.close();
    this.#announce();
  }

  /** Kills everything, cuts the connections, comes back with another boot id. */
  reboot(): void {
    for (const record of this.#attempts.values()) this.#kill(record);
    this.bootId = newBootId();
    this.cut();
  }

  start({ id, commands }: Attempt): 'started' | 'attached' {
    if (!idPattern.test(id)) throw new Error('Not the id of an attempt.');
    if (this.#withdrawn.has(id)) throw new GroundcrewError({ code: 'remote', reason: 'attempt.not-started', message: 'The step could not be started: it was withdrawn before it began. Nothing was run.' });
    if (this.#attempts.has(id)) return 'attached';
    const record: Record = { bootId: this.bootId, startedAt: this.now(), killed: new AbortController(), log: Buffer.alloc(0), active: true, exitCode: null, endedAt: null, commandIndex: null, commandStarts: [] };
    this.#attempts.set(id, record);
    void this.#run(id, record, commands);
    return 'started';
  }

  status(id: string): AttemptStatus {
    const record = this.#attempts.get(id);
    return {
      claimed: record !== undefined, active: record?.active ?? false, exitCode: record?.exitCode ?? null, bootId: record?.bootId ?? null, currentBootId: this.bootId,
      logSize: record?.log.length ?? 0, commandIndex: record?.commandIndex ?? null, commandStarts: [...(record?.commandStarts ?? [])], startedAt: record?.startedAt ?? null, endedAt: record?.endedAt ?? null,
    };
  }

  log(id: string): Buffer {
    return this.#attempts.get(id)?.log ?? Buffer.alloc(0);
  }

  /** What a power cut does to a log that was not on the disk yet. */
  truncateLog(id: string, size: number): void {
    const record = this.#attempts.get(id);
    if (record) record.log = record.log.subarray(0, size);
    this.#announce();
  }

  cancel(id: string): void {
    const record = this.#attempts.get(id);
    if (record?.active) this.#kill(record);
  }

  withdraw(id: string): void {
    if (!this.#attempts.has(id)) this.#withdrawn.add(id);
  }

  ids(): string[] {
    return [...this.#attempts.keys()].reverse();
  }

  clear(run?: string): void {
    if (this.lock !== null && this.lock.run !== run) throw new GroundcrewError({ code: 'conflict', reason: 'lock.held', message: 'The lock is held; nothing was removed.' });
    if ([...this.#attempts.values()].some((record) => record.active)) throw busy();
    this.#attempts.clear();
    this.lock = null;
  }

  breakLock(run: string): void {
    if ([...this.#attempts.values()].some((record) => record.active)) throw busy();
    if (this.lock !== null && this.lock.run !== run) throw new GroundcrewError({ code: 'conflict', reason: 'lock.other', message: 'The lock is not the one that was shown any more. It was not broken.' });
    this.lock = null;
  }

  /** Resolves at the next change of any attempt or connection. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.#changed.add(resolve));
  }

  async #run(id: string, record: Record, commands: readonly Command[]): Promise<void> {
    const isDead = () => record.killed.signal.aborted;
    const say = (text: string) => {
      if (isDead()) return;
      record.log = Buffer.concat([record.log, Buffer.from(text)]);
      this.#announce();
    };
    const line = (text: string) => say(`${record.log.length > 0 && record.log.at(-1) !== 10 ? '\n' : ''}${text}\n`);
    let code = 0;
    for (const [index, command] of commands.entries()) {
      record.commandIndex = index;
      record.commandStarts[index] = this.now();
      line(announce(command));
      this.executed.push({ attempt: id, command });
      if (command.kind === 'reboot') return this.reboot();
      code = await this.respond(command, { out: say, error: say, aborted: record.killed.signal });
      if (isDead()) return;
      if (code !== 0) {
        line(`! exit code ${code}: ${announce(command).slice(2)}`);
        break;
      }
    }
    Object.assign(record, { active: false, exitCode: code, endedAt: this.now() });
    this.#announce();
  }

  #kill(record: Record): void {
    if (!record.active) return;
    record.active = false;
    record.killed.abort();
    this.#announce();
  }

  #announce(): void {
    const waiting = [...this.#changed];
    this.#changed.clear();
    for (const go of waiting) go();
  }
}

class FakeHost implements Host {
  #isOpen = true;

  constructor(private readonly server: FakeServer, private readonly onClose: () => void) {}

  async ask(commands: readonly Command[], { signal }: { signal?: AbortSignal } = {}): Promise<Answer[]> {
    const answers: Answer[] = [];
    const aborted = new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(new GroundcrewError({ code: 'conflict', reason: 'aborted', message: 'The console stopped asking.' }))));
    aborted.catch(() => undefined);
    for (const command of commands) {
      let [stdout, stderr] = ['', ''];
      const exitCode = await Promise.race([this.server.respond(command, { out: (text) => (stdout += text), error: (text) => (stderr += text), aborted: signal ?? new AbortController().signal }), aborted]);
      answers.push({ exitCode, stdout: stdout.slice(0, 1e6), stderr, truncated: stdout.length > 1e6, timedOut: false });
    }
    this.#alive();
    return answers;
  }

  async read(command: Command, onBytes: (chunk: Buffer) => void | Promise<void>, signal?: AbortSignal): Promise<Ended> {
    const ended = new AbortController();
    const aborted = new Promise<never>((_, reject) => {
      const end = () => {
        ended.abort();
        reject(new GroundcrewError({ code: 'conflict', reason: 'aborted', message: 'The console stopped asking.' }));
      };
      if (signal?.aborted) end();
      else signal?.addEventListener('abort', end);
    });
    aborted.catch(() => undefined);
    let stderr = '';
    let told = Promise.resolve();
    const exitCode = await Promise.race([this.server.respond(command, { out: (text) => void (told = told.then(() => onBytes(Buffer.from(text)))), error: (text) => (stderr += text), aborted: ended.signal }), aborted]);
    await Promise.race([told, aborted]);
    this.#alive();
    return { exitCode, stderr };
  }

  start = (attempt: Attempt) => this.#do(() => this.server.start(attempt));
  status = (id: string) => this.#do(() => this.server.status(id));
  attempts = () => this.#do(() => this.server.ids());
  clear = (run?: string) => this.#do(() => this.server.clear(run));
  lockHolder = () => this.#do(() => this.server.lock);
  breakLock = (run: string) => this.#do(() => this.server.breakLock(run));
  cancel = (id: string) => this.#do(() => {
    this.server.cancel(id);
    return this.server.status(id);
  });
  withdraw = (id: string) => this.#do(() => {
    this.server.withdraw(id);
    return this.server.status(id);
  });
  lock = (lock: ServerLock) => this.#do(() => {
    if (this.server.lock !== null && this.server.lock.run !== lock.run) return { taken: false as const, holder: this.server.lock };
    this.server.lock ??= lock;
    return { taken: true as const };
  });
  unlock = (run: string) => this.#do(() => {
    if (this.server.lock?.run === run) this.server.lock = null;
  });

  async follow(id: string, offset: number, onBytes: (chunk: Buffer, offset: number) => void | Promise<void>, signal?: AbortSignal): Promise<AttemptStatus> {
    let wake!: () => void;
    const aborted = new Promise<void>((resolve) => (wake = resolve));
    signal?.addEventListener('abort', wake);
    try {
      return await this.#follow(id, offset, onBytes, aborted, signal);
    } finally {
      signal?.removeEventListener('abort', wake);
    }
  }

  async #follow(id: string, offset: number, onBytes: (chunk: Buffer, offset: number) => void | Promise<void>, aborted: Promise<void>, signal?: AbortSignal): Promise<AttemptStatus> {
    for (let at = offset; ;) {
      this.#alive();
      if (signal?.aborted) throw new GroundcrewError({ code: 'conflict', reason: 'aborted', message: 'The console stopped asking.' });
      const status = this.server.status(id);
      const log = this.server.log(id);
      if (log.length < at) throw new GroundcrewError({ code: 'remote', reason: 'attempt.log-gone', message: 'The fake server has less of this log than was read of it.' });
      if (log.length > at) {
        const chunk = log.subarray(at, at + 4096);
        const from = at;
        at += chunk.length;
        await onBytes(chunk, from);
      } else if (!status.active) return status;
      else await Promise.race([this.server.changed(), aborted]);
    }
  }

  isOpen(): boolean {
    return this.#isOpen;
  }

  close(): void {
    this.#isOpen = false;
    this.onClose();
  }

  /** Every call takes a turn of the event loop, and fails on a connection that is gone. */
  async #do<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    this.#alive();
    return work();
  }

  #alive(): void {
    if (!this.#isOpen) throw new GroundcrewError({ code: 'unreachable', reason: 'connection.lost', message: 'The connection to the fake server was lost.' });
  }
}

function busy(): GroundcrewError {
  return new GroundcrewError({ code: 'conflict', reason: 'lock.busy', message: 'A step is still running on the fake server.' });
}

function newBootId(): string {
  return crypto.randomUUID();
}
