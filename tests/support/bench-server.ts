import { GroundcrewError } from '@/lib/core/errors';
import { isSecret } from '@/lib/core/secret';
import type { Command } from '@/lib/shell/command';
import type { Host, ServerLock } from '@/lib/shell/host';
import { FakeServer, type Respond } from './fake-host';

const lost = () => new GroundcrewError({ code: 'unreachable', reason: 'connection.lost', message: 'The connection was lost.' });
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * The fake server (its contract is proven beside the real one) with files, a few commands that change them
 * (`append PATH TEXT`, `say COUNT`, `print TEXT`, `fail CODE`, `hang`), and faults on the way to it.
 */
export class BenchServer {
  readonly files = new Map<string, string>();
  /** Called around every call of a connection; what it throws cuts the call there. */
  onCall: (name: string, phase: 'before' | 'after') => void = () => undefined;
  /** Bytes that a follower gets before its connection is cut: one entry for each, then no cuts. */
  cuts: number[] = [];
  /** Called before each command of an attempt. */
  onCommand: (argv: readonly string[]) => void = () => undefined;
  boots = 1;
  /** How often a connection was asked for. */
  connects = 0;
  readonly fake = new FakeServer((command, process) => this.#respond(command, process));

  constructor() {
    const reboot = this.fake.reboot.bind(this.fake);
    this.fake.reboot = () => {
      this.boots += 1;
      reboot();
    };
  }

  get bootId(): string {
    return this.fake.bootId;
  }
  get holder(): ServerLock | null {
    return this.fake.lock;
  }
  set holder(lock: ServerLock | null) {
    this.fake.lock = lock;
  }
  set isReachable(is: boolean) {
    this.fake.refuse = is ? null : lost();
    if (!is) this.fake.cut();
  }

  /** Raw log lines of all attempts, in the order of their starts. */
  get rawLines(): string[] {
    return this.fake.ids().reverse().flatMap((id) => {
      const text = this.fake.log(id).toString('utf8');
      return text === '' ? [] : text.replace(/\n$/, '').split('\n');
    });
  }

  async connect(): Promise<Host> {
    this.connects += 1;
    return this.#faulty(await this.fake.connect());
  }

  #faulty(host: Host): Host {
    const around = <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) => async (...args: A): Promise<R> => {
      await tick();
      try {
        this.onCall(name, 'before');
        const value = await call(...args);
        this.onCall(name, 'after');
        return value;
      } catch (error) {
        host.close();
        throw error;
      }
    };
    return {
      ask: around('ask', (commands) => host.ask(commands)),
      read: around('read', (command, onBytes, signal) => host.read(command, onBytes, signal)),
      start: around('start', (attempt) => host.start(attempt)),
      status: around('status', (id) => host.status(id)),
      cancel: around('cancel', (id) => host.cancel(id)),
      withdraw: around('withdraw', (id) => host.withdraw(id)),
      lock: around('lock', (lock) => host.lock(lock)),
      unlock: around('unlock', (run) => host.unlock(run)),
      lockHolder: around('lockHolder', () => host.lockHolder()),
      breakLock: around('breakLock', (run) => host.breakLock(run)),
      attempts: around('attempts', () => host.attempts()),
      clear: around('clear', (run) => host.clear(run)),
      follow: around('follow', (id, offset, onBytes, signal) => {
        let left = this.cuts.shift() ?? Infinity;
        return host.follow(id, offset, async (chunk, at) => {
          const given = chunk.subarray(0, left);
          left -= given.length;
          if (given.length > 0) await onBytes(given, at);
          if (left <= 0) throw lost();
        }, signal);
      }),
      isOpen: () => host.isOpen(),
      close: () => host.close(),
    };
  }

  #respond: Respond = async (command, process) => {
    const { aborted } = process;
    const out = (text: string) => process.out(text);
    await tick();
    if (command.kind === 'install') {
      this.files.set(command.path, textOf(command));
      return 0;
    }
    const argv = command.kind === 'exec' ? command.argv : ['unknown'];
    const [program, first = '', second = ''] = argv;
    if (program === 'cat') {
      const text = first === 'boot-id' ? this.bootId : this.files.get(first);
      out(text ?? '');
      return text === undefined ? 1 : 0;
    }
    if (program === 'who' || program === 'docker') return 0;
    this.onCommand(argv);
    if (aborted.aborted) return 1;
    if (program === 'append') this.files.set(first, `${this.files.get(first) ?? ''}${second}\n`);
    if (program === 'print') out(`${first}\n`);
    if (program === 'say') for (let line = 1; line <= Number(first); line += 1000) {
      out(Array.from({ length: Math.min(1000, Number(first) - line + 1) }, (_, index) => `line ${line + index}\n`).join(''));
      await tick();
    }
    if (program === 'hang') await new Promise<void>((resolve) => aborted.addEventListener('abort', () => resolve()));
    if (program === 'fail') process.error('it failed\n');
    return program === 'fail' ? Number(first) : 0;
  };
}

const textOf = (command: Command & { kind: 'install' }): string => (isSecret(command.content) ? command.content.reveal() : command.content);
