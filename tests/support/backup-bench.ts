import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '@/lib/core/ids';
import { isSecret, secret } from '@/lib/core/secret';
import { planStep, type PlannedStep } from '@/lib/engine/plan';
import type { Step } from '@/lib/engine/types';
import { isUnreadable, type Reading, type ServerFact } from '@/lib/facts/fact';
import { resticSnapshots, type ResticSnapshot } from '@/lib/facts/restic-snapshots';
import type { BackupWanted } from '@/lib/guide/backups/wanted';
import type { Inputs } from '@/lib/guide/inputs';
import type { Command } from '@/lib/shell/command';
import { wordsOf } from '@/lib/shell/render';
import { layEmptyRepository } from './empty-repository';
import { stub } from './mount-namespace';

export interface Ran { readonly code: number | null; readonly said: string; readonly stdout: string }

const restic = 'restic';
const isThere = (program: string, ...words: string[]) => spawnSync(program, words).status === 0;
/** A program that these tests need and this machine lacks. */
export const missingForBackups = [[restic, 'version'], ['python3', '-I', '-S', '-c', 'import tarfile'], ['ionice', '-c', '3', 'true']].find(([program = '', ...words]) => !isThere(program, ...words))?.[0];

/** Steps of a backup run by a real restic on this machine, in folders of their own; programs in `root`/bin come first in the path. */
export class BackupBench {
  readonly root = mkdtempSync(path.join(tmpdir(), 'backup-bench-'));
  readonly directory = path.join(this.root, "it's $(x)", 'backups');
  readonly passphrase = 'correct-horse "quoted" `x` $(x) \\';
  readonly wanted: BackupWanted = this.of(newId());

  /** @param made values of needs, by their names, that are not asked of this machine */
  constructor(private readonly inputs: (root: string) => Inputs, private readonly made: Readonly<Record<string, unknown>> = {}) {
    mkdirSync(`${this.root}/bin`);
    writeFileSync(`${this.root}/passphrase`, `${this.passphrase}\n`);
    layEmptyRepository(this.directory, this.passphrase);
  }

  of(set: string): BackupWanted {
    return { set, destination: { directory: this.directory, passphrase: secret(this.passphrase), repositoryId: null } };
  }

  /** An empty repository, or the one that was kept under this name; and no program in the way. */
  clear(kept?: string): void {
    rmSync(this.directory, { recursive: true });
    if (kept === undefined) layEmptyRepository(this.directory, this.passphrase);
    else cpSync(`${this.root}/kept/${kept}`, this.directory, { recursive: true, preserveTimestamps: true });
    rmSync(`${this.root}/bin/restic`, { force: true });
  }

  /** The repository as it is now can be had again by this name: a backup that many tests begin with is made once. */
  keep(name: string): void {
    cpSync(this.directory, `${this.root}/kept/${name}`, { recursive: true, preserveTimestamps: true });
  }

  close(): void {
    rmSync(this.root, { recursive: true });
  }

  put(name: string, text: string): void {
    spawnSync('sh', ['-euc', stub(name, text), 'sh', `${this.root}/bin`]);
  }

  run(command: Command, change: (words: string[]) => string[] = (words) => words): Ran {
    if (command.kind !== 'script' && command.kind !== 'exec') throw new Error('Of another kind.');
    const [program = '', ...words] = change(wordsOf(command));
    const input = isSecret(command.stdin) ? command.stdin.reveal() : command.stdin;
    const { status, stdout, stderr } = spawnSync(program, words, { input: input ?? '', encoding: 'utf8', env: { ...process.env, PATH: `${this.root}/bin:${process.env.PATH ?? ''}`, LC_ALL: 'C' } });
    return { code: status, said: stderr, stdout };
  }

  /** From fresh facts, but for those that are made up. */
  plan(step: Step<Inputs>, made: Readonly<Record<string, unknown>> = {}): PlannedStep {
    const inputs = this.inputs(this.root);
    const given = { ...this.made, ...made };
    const readings = Object.entries(step.needs(inputs)).map(([name, fact]): [string, Reading<unknown>] => [fact.id, name in given ? { readable: true, value: given[name] } : this.ask(fact as ServerFact<unknown>)]);
    return planStep(step, new Map(readings), inputs);
  }

  /** As a run does: planned, run until a command fails, planned again. */
  take(step: Step<Inputs>): { ended: Ran | undefined; after: PlannedStep['state'] } {
    let ended: Ran | undefined;
    for (const command of this.plan(step).commands) if ((ended = this.run(command)).code !== 0) break;
    return { ended, after: this.plan(step).state };
  }

  /** Runs what is planned where these snapshots are there: without asking restic anything. */
  attempt(step: Step<Inputs>, snapshots: readonly ResticSnapshot[] = [], change?: (words: string[]) => string[]): Ran {
    const { commands } = this.plan(step, { repository: { state: 'there', id: '', format: 2, locks: [] }, snapshots });
    if (commands.length !== 1) throw new Error('Not one command.');
    return this.run(commands[0]!, change);
  }

  stored({ set, destination }: BackupWanted = this.wanted): readonly ResticSnapshot[] {
    const reading = this.ask(resticSnapshots(this.directory, destination.passphrase, set));
    if (!reading.readable) throw new Error(reading.reason);
    return reading.value ?? [];
  }

  /** What the snapshots of the set are, as their tags say. */
  sources = (wanted?: BackupWanted) => this.stored(wanted).map(({ tags }) => tags.find((tag) => tag.startsWith('source='))?.slice('source='.length));

  /** restic as whoever has the passphrase would call it. */
  restic(words: readonly string[], input?: Buffer): Buffer {
    const { status, stdout, stderr } = spawnSync(restic, ['--no-cache', '-p', `${this.root}/passphrase`, '-r', this.directory, ...words], { input });
    if (status !== 0) throw new Error(stderr.toString());
    return stdout;
  }

  ask<T>(fact: ServerFact<T>): Reading<T> {
    const { code, stdout, said } = this.run(fact.command);
    try {
      return { readable: true, value: fact.parse({ exitCode: code, stdout, stderr: said, truncated: false, timedOut: false }) };
    } catch (error) {
      if (isUnreadable(error)) return { readable: false, reason: error.message };
      throw error;
    }
  }
}
