import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { Line, Run } from '@/lib/contract/run';
import type { InputOf, OutputOf, VerbName } from '@/lib/contract/verbs';
import type { Clock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { defineStep } from '@/lib/engine/step';
import type { Step } from '@/lib/engine/types';
import type { ServerFact } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import { dispatch } from '@/lib/services/dispatch';
import { createEvents, type ConsoleEvent } from '@/lib/services/events';
import type { Context, Resources } from '@/lib/services/types';
import { workOf, type Guide, type Work } from '@/lib/services/work';
import type { Connect } from '@/lib/services/workers/connections';
import { packSnapshot } from '@/lib/services/workers/run-context';
import { startWorkers, type Workers } from '@/lib/services/workers/start';
import { proposeSettings, type Snapshot } from '@/lib/services/inputs';
import { ask, reboot, sudo, type Command } from '@/lib/shell/command';
import type { Database } from '@/lib/store/database';
import { BenchServer } from './bench-server';
import { openTestDatabase, type TestDatabase } from './database';
import { scaledClock } from './scaled-clock';

const content = (path: string): ServerFact<string> => ({ from: 'server', id: `content:${path}`, command: ask(['cat', path]), parse: (answer) => answer.stdout });

/** A step that appends one line to a file unless it is there: run twice, it would leave two. */
export function appendStep(name: string, before: readonly Command[] = [], options: Partial<Step<Inputs>> = {}): Step<Inputs> {
  const path = `/${name}`;
  return defineStep<Inputs, { text: ServerFact<string> }>({
    id: `test/${name}`,
    guide: null,
    title: `Append to ${name}`,
    why: 'A step that must not run twice',
    usually: 60_000,
    ...(options as object),
    needs: () => ({ text: content(path) }),
    plan: ({ text }) => (text.includes(`done ${name}`) ? [] : [...before, sudo(['append', path, `done ${name}`])]),
  });
}

/** The id of what a page shows of the step: what it waits for, or its failure. */
export function shownOf(run: Run, step: string): string {
  const found = run.steps.find(({ id }) => id === step);
  return (found?.waitsFor ?? found?.failure)?.id ?? '';
}

/** Due while the file /kernel names the current boot. */
export const rebootStep: Step<Inputs> = defineStep<Inputs, { changedAt: ServerFact<string>; boot: ServerFact<string> }>({
  id: 'test/reboot',
  guide: null,
  title: 'Restart the machine',
  why: 'A reboot',
  usually: 60_000,
  interruptible: false,
  needs: () => ({ changedAt: content('/kernel'), boot: content('boot-id') }),
  plan: ({ changedAt, boot }) => (changedAt === boot ? [reboot('Restarts')] : []),
});

/** A console without its front: real database, services and workers, a fast clock, and a server in memory. */
export class RunBench {
  readonly server = new BenchServer();
  /** Servers of other names than this one's own. */
  readonly others = new Map<string, BenchServer>();
  /** The way to a server, so that a test can put its own in. */
  connect: Connect = ({ name }) => (this.others.get(name) ?? this.server).connect();
  readonly events: ConsoleEvent[] = [];
  #waiting: (() => void)[] = [];
  readonly clock: Clock;
  work!: Work;
  workers!: Workers;
  resources!: Resources;
  serverId = newId();

  private constructor(readonly test: TestDatabase, private readonly guide: Guide, speed: number) {
    this.clock = scaledClock(speed);
  }

  /** `speed`: how many times faster than real the clock runs. */
  static async open(steps: readonly Step<Inputs>[], speed = 200, test?: TestDatabase, checks: Partial<Guide> = {}): Promise<RunBench> {
    const bench = new RunBench(test ?? (await openTestDatabase()), { preflight: [], verification: [], probes: [], ...checks, installation: steps }, speed);
    await bench.begin();
    await bench.work.repositories.servers.add(bench.serverId, { name: `s${bench.serverId.slice(0, 8)}`, address: '127.0.0.1', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, bench.clock.now());
    return bench;
  }

  /** A console's start. `database` may be one that dies. */
  async begin(database: Database = this.test.database): Promise<void> {
    const events = createEvents((error) => { throw error; });
    events.subscribe((event) => {
      this.events.push(event);
      for (const tell of this.#waiting.splice(0)) tell();
    });
    const log = pino({ level: process.env.BENCH_LOG ?? 'silent' });
    const environment = { port: 0, host: '127.0.0.1', origin: 'http://127.0.0.1:0', secure: false, isService: false, trustedProxies: [], dataDirectory: this.test.directory, logLevel: 'silent', development: false, sshAgentSocket: null };
    this.resources = { environment, version: 'test', clock: this.clock, random: (size: number) => crypto.getRandomValues(new Uint8Array(size)), log, database, encryption: this.test.encryption, events } as unknown as Resources;
    const unasked = () => Promise.reject(new Error('not asked'));
    const reach = { tcp: unasked, http: unasked, tls: unasked, names: unasked };
    this.work = workOf(this.resources, { connect: (server, credentials) => this.connect(server, credentials), reach, guide: this.guide });
    this.workers = await startWorkers({ resources: this.resources });
  }

  /** `settings`: what is to differ from those that are proposed. */
  async startRun(settings: Partial<Snapshot['settings']> = {}): Promise<string> {
    const server = (await this.work.repositories.servers.byId(this.serverId))!;
    const snapshot: Snapshot = { server: { name: server.name, address: server.address, login: server.login }, layout: 'guide', settings: { ...proposeSettings(server, 'guide'), ...settings }, files: {} };
    const steps = this.guide.installation.map((step) => ({ stepId: step.id, title: step.title, chapter: 'Test', guide: null, departure: null, usually: step.usually, interruptible: step.interruptible ?? true, approved: [] }));
    const id = newId();
    await this.work.repositories.runs.add({ id, serverId: this.serverId, serverName: server.name, kind: 'install', title: 'Install', actor: 'ada', planId: null, inputsHash: 'h', rebootAt: null, inputs: packSnapshot(snapshot), steps }, this.clock.now());
    this.work.runs.take(id, this.serverId);
    return id;
  }

  call<V extends VerbName>(verb: V, input: InputOf<V>, name = 'ada'): Promise<OutputOf<V>> {
    const context: Context = { actor: { id: name, name, role: 'admin' }, sessionId: 's', address: '127.0.0.1', clock: this.clock, resources: this.resources, cookie: '', setCookies: [] };
    return dispatch(verb, context, input);
  }

  /** Resolves a moment after the console tells its pages something, or 30 ms later, since not all that changes is told: asking all the time what is so takes more of the machine than the console does. */
  async told(): Promise<void> {
    const told = new Promise<void>((resolve) => this.#waiting.push(resolve));
    const over = new AbortController();
    await Promise.race([told, sleep(30, undefined, { signal: over.signal }).catch(() => undefined)]);
    over.abort();
    await sleep(5);
  }

  /** Waits until the run as stored satisfies `is`; `most` milliseconds, where real programs work for longer. */
  async until(runId: string, is: (run: Run) => boolean, what = 'the awaited state', most = 50_000): Promise<Run> {
    for (const end = performance.now() + most; performance.now() < end; ) {
      const run = await this.call('run.get', { run: runId });
      if (is(run)) return run;
      await this.told();
    }
    const run = await this.call('run.get', { run: runId });
    throw new Error(`The run did not reach ${what}: ${run.state}, ${run.sentence} ${JSON.stringify(run.steps.map((step) => [step.id, step.state, step.failure?.sentence, step.waitsFor?.sentence]))}`);
  }

  async output(runId: string): Promise<Line[]> {
    const lines: Line[] = [];
    for (;;) {
      const page = await this.work.repositories.journal.page(runId, lines.at(-1)?.seq ?? 0, 5000);
      if (page.lines.length === 0) return lines;
      lines.push(...page.lines);
    }
  }

  /** The console is gone in an instant, and another one starts on its data. */
  async restart(database?: Database): Promise<void> {
    await this.workers.stop();
    await this.begin(database);
  }

  async close(): Promise<void> {
    await this.workers.stop();
    await this.test.close();
  }
}
