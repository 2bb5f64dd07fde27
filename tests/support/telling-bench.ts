import { pino } from 'pino';
import type { ChannelInput } from '@/lib/contract/channel';
import type { Outcome } from '@/lib/contract/finding';
import type { InputOf, OutputOf, VerbName } from '@/lib/contract/verbs';
import type { Clock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import type { Probe } from '@/lib/engine/types';
import { probe } from '@/lib/guide/define';
import type { Inputs } from '@/lib/guide/inputs';
import { dispatch } from '@/lib/services/dispatch';
import { createEvents } from '@/lib/services/events';
import type { Context, Resources } from '@/lib/services/types';
import { workOf, type Work } from '@/lib/services/work';
import type { Observed } from '@/lib/services/workers/watch-types';
import type { Database } from '@/lib/store/database';
import { openTestDatabase, type TestDatabase } from './database';

/** Time stands still until it is moved on; a sleep ends when its time came, or at once when it is aborted. */
export class HandClock implements Clock {
  readonly #sleepers = new Set<{ at: number; wake: () => void }>();
  #watchers: (() => void)[] = [];
  constructor(public time: number) {}
  now = (): number => this.time;
  sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      for (const tell of this.#watchers.splice(0)) tell();
      if (signal?.aborted) return resolve();
      const sleeper = { at: this.time + milliseconds, wake: () => { this.#sleepers.delete(sleeper); signal?.removeEventListener('abort', sleeper.wake); resolve(); } };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', sleeper.wake, { once: true });
    });
  /** Resolves when somebody lies down to sleep the next time. */
  nextRest = (): Promise<void> => new Promise((resolve) => this.#watchers.push(resolve));
  /** `wallOnly`: the clock is set, and no time passes. */
  move(milliseconds: number, wallOnly = false): void {
    this.time += milliseconds;
    for (const sleeper of [...this.#sleepers]) {
      if (wallOnly) sleeper.at += milliseconds;
      else if (sleeper.at <= this.time) sleeper.wake();
    }
  }
}

/** A probe of a test: what it finds is handed in. */
export const testProbe = (id: string, more: Partial<Probe<Inputs>> = {}): Probe<Inputs> => probe({ id, guide: null, title: `Title of ${id}`, chapter: 'Test', every: 30_000, afterMinutes: 0, needs: () => ({}), outcomes: [], ...more });

/** Alerts and channels over a real database, with findings handed in and time moved by hand. */
export class TellingBench {
  work!: Work;
  resources!: Resources;
  readonly serverId = newId();
  readonly clock = new HandClock(Date.UTC(2026, 5, 10, 12));

  private constructor(readonly test: TestDatabase, readonly probes: readonly Probe<Inputs>[]) {}

  static async open(probes: readonly Probe<Inputs>[]): Promise<TellingBench> {
    const bench = new TellingBench(await openTestDatabase(), probes);
    bench.begin();
    await bench.work.repositories.servers.add(bench.serverId, { name: 'alpha', address: '192.0.2.1', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, bench.clock.now());
    await bench.work.teller.start();
    return bench;
  }

  private begin(database: Database = this.test.database): void {
    const environment = { origin: 'http://console.example:3000', dataDirectory: this.test.directory, sshAgentSocket: null };
    const log = pino({ level: process.env.BENCH_LOG ?? 'silent' });
    this.resources = { environment, version: 'test', clock: this.clock, random: (size: number) => crypto.getRandomValues(new Uint8Array(size)), log, database, encryption: this.test.encryption, events: createEvents((error) => { throw error; }) } as unknown as Resources;
    const no = () => Promise.reject(new Error('not asked'));
    this.work = workOf(this.resources, { connect: no, reach: { tcp: no, http: no, tls: no, names: no }, guide: { preflight: [], installation: [], verification: [], probes: this.probes } });
  }

  /** The console is gone in an instant, and another one starts on its data. */
  async restart(): Promise<void> {
    await this.work.teller.stop();
    this.begin();
    await this.work.teller.start();
  }

  async close(): Promise<void> {
    await this.work.teller.stop();
    await this.test.close();
  }

  call<V extends VerbName>(verb: V, input: InputOf<V>): Promise<OutputOf<V>> {
    const context: Context = { actor: { id: 'ada', name: 'ada', role: 'admin' }, sessionId: 's', address: '127.0.0.1', clock: this.clock, resources: this.resources, cookie: '', setCookies: [] };
    return dispatch(verb, context, input);
  }

  /** Lets channels reach the loopback, and adds one. */
  async channel(settings: ChannelInput['settings'], more: Partial<ChannelInput> = {}): Promise<OutputOf<'channel.save'>> {
    await this.call('telling.save', { allowedNetworks: ['127.0.0.1'], deadManIsOn: false, deadManMinutes: 5 });
    return this.call('channel.save', { id: null, channel: { name: `channel ${newId()}`, weeklyTest: false, settings, ...more } });
  }

  /** One cycle: each outcome as a finding asked now. `after`: milliseconds that pass before it. */
  async see(outcomes: Readonly<Record<string, Outcome>>, after = 30_000, say: (id: string, outcome: Outcome) => string = (id, outcome) => `${id} is ${outcome}`, subjects?: readonly string[]): Promise<void> {
    this.clock.move(after);
    const askedAt = new Date(this.clock.now()).toISOString();
    const observed = Object.entries(outcomes).map(([id, outcome]): Observed => {
      const found = this.probes.find((each) => each.id === id)!;
      return { probe: found, finding: { id, title: found.title, chapter: found.chapter, guide: null, outcome, message: say(id, outcome), actual: '7', wanted: 'at most 5', askedFrom: 'server', askedAt, remedy: outcome === 'pass' ? null : `Mend ${id}.`, repair: null, evidence: [], override: null, ...(subjects && { subjects: [...subjects] }), since: askedAt, every: found.every, isStale: false, isNote: false } };
    });
    const server = (await this.work.repositories.servers.byId(this.serverId))!;
    await this.work.alerts.observe(server, observed, this.clock.now());
  }

  /** Until nothing that is due waits any more: the teller rests once more after each lane that it emptied. */
  async sent(): Promise<void> {
    const tooLate = new Promise<never>((_, reject) => setTimeout(reject, 30_000, new Error('Messages that are due were not sent.')).unref());
    tooLate.catch(() => undefined);
    this.work.teller.wake();
    for (;;) {
      const rest = this.clock.nextRest();
      const waiting = await this.work.repositories.deliveries.waiting();
      if (!waiting.some(({ nextAt }) => (nextAt ?? 0) <= this.clock.now())) return;
      await Promise.race([rest, tooLate]);
    }
  }

  alerts = (state: 'open' | 'all' = 'open') => this.call('alert.list', { server: 'alpha', state, limit: 500 });
}
