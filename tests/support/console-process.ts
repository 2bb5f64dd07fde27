import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { InputOf, OutputOf, VerbName } from '@/lib/contract/verbs';
import { until } from './operator';

/** Where run-console.ts kills itself. */
export type DeathPoint = 'before-start' | 'after-start' | 'after-exit' | 'each-start';
export interface ConsoleRequest {
  id: number;
  verb: VerbName;
  input: never;
}
export type ConsoleAnswer = { id: number; value: unknown } | { id: number; error: string };

/** run-console.ts as a child process on a data directory of its own, which can be killed and started again. */
export class ConsoleProcess {
  readonly #dataDirectory = mkdtempSync(path.join(tmpdir(), 'groundcrew-process-'));
  readonly #open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #child: ChildProcess | null = null;
  #last = 0;

  /** @param guide the product's own, or the three steps of once-steps.ts */
  constructor(private readonly guide: 'once' | 'product' = 'once') {}

  get isAlive(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** `ahead`: milliseconds that its clock goes before the real one. */
  async start({ dieAt, ahead = 0 }: { dieAt?: DeathPoint; ahead?: number } = {}): Promise<void> {
    const child = fork('tests/support/run-console.ts', { execArgv: ['--import', 'tsx'], env: { ...process.env, DATA_DIR: this.#dataDirectory, DIE_AT: dieAt ?? '', CLOCK_AHEAD: String(ahead), GUIDE: this.guide }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code, signal) => {
        const gone = new Error(`the console ended: ${code ?? signal}`);
        reject(gone);
        for (const request of this.#open.values()) request.reject(gone);
        this.#open.clear();
      });
      child.on('message', (message: ConsoleAnswer | 'ready') => {
        if (message === 'ready') return resolve();
        const request = this.#open.get(message.id);
        this.#open.delete(message.id);
        if ('error' in message) request?.reject(new Error(message.error));
        else request?.resolve(message.value);
      });
    });
  }

  readonly call = <V extends VerbName>(verb: V, input: InputOf<V>): Promise<OutputOf<V>> =>
    new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#open.set(id, { resolve: resolve, reject });
      if (!this.#child?.connected) return reject(new Error('the console is not running'));
      // It may die between the question of whether it lives and the message.
      this.#child.send({ id, verb, input }, (error) => error && reject(error));
    });

  /** SIGKILL: it can neither tidy up nor write anything. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.died();
  }

  async died(): Promise<void> {
    await until(() => this.isAlive, (alive) => !alive, 60);
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#dataDirectory, { recursive: true, force: true });
  }

  /** The step whose attempt was written down last; empty when there is none. */
  lastStep(): string {
    const database = new BetterSqlite3(path.join(this.#dataDirectory, 'groundcrew.db'), { readonly: true });
    try {
      return (database.prepare('SELECT stepId FROM Attempt ORDER BY createdAt DESC LIMIT 1').get() as { stepId: string } | undefined)?.stepId ?? '';
    } finally {
      database.close();
    }
  }

  /** What is on the disk, whether or not the console runs: the output of one step and the ids of its attempts, in order. */
  journal(run: string, step: string): { lines: string[]; attempts: string[]; seqs: number[] } {
    const database = new BetterSqlite3(path.join(this.#dataDirectory, 'groundcrew.db'), { readonly: true });
    try {
      const rows = database.prepare("SELECT seq, step, stream, text FROM Line WHERE runId = ? ORDER BY seq").all(run) as { seq: number; step: string | null; stream: string; text: string }[];
      const attempts = database.prepare('SELECT id FROM Attempt WHERE runId = ? AND stepId = ? ORDER BY createdAt').all(run, step) as { id: string }[];
      return { lines: rows.filter((row) => row.step === step && row.stream === 'output').map(({ text }) => text), attempts: attempts.map(({ id }) => id), seqs: rows.map(({ seq }) => seq) };
    } finally {
      database.close();
    }
  }
}
