import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { sudo } from '@/lib/shell/command';
import type { Database } from '@/lib/store/database';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { appendStep, rebootStep, RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 300_000 });
let test: TestDatabase;
beforeAll(async () => void (test = await openTestDatabase()));
afterAll(() => test.close());

/** A console that is killed at its n-th point: before or after a transaction, before or after a call of the connection. */
class Mortal {
  points: string[] = [];
  isDead = false;
  constructor(private readonly killAt: number) {}

  pass(point: string): void {
    if (this.isDead) throw new Error('killed');
    this.points.push(point);
    if (this.points.length - 1 !== this.killAt) return;
    this.isDead = true;
    throw new Error('killed');
  }

  /** The database as this console sees it: once it is dead it writes and reads nothing. */
  database(real: Database): Database {
    return new Proxy(real, {
      get: (target, name) => {
        if (this.isDead) return () => Promise.reject(new Error('killed'));
        const value = Reflect.get(target, name) as unknown;
        if (name !== '$transaction') return value;
        return async (...args: unknown[]) => {
          this.pass('before a transaction');
          const result = await (value as (...args: unknown[]) => Promise<unknown>).apply(target, args);
          this.pass('after a transaction');
          return result;
        };
      },
    });
  }
}

const steps = [appendStep('one', [sudo(['say', '3'])]), rebootStep, appendStep('two')];

/** One run from start to end, by a console that is killed at `killAt` and one that is started after it. */
async function scenario(killAt: number): Promise<string[]> {
  const bench = await RunBench.open(steps, 400, test);
  const mortal = new Mortal(killAt);
  await bench.restart(mortal.database(test.database));
  bench.server.onCall = (name, phase) => mortal.pass(`${phase} ${name}`);
  bench.server.files.set('/kernel', bench.server.bootId);
  const id = await bench.startRun().catch(async () => (await test.database.run.findFirst({ where: { serverId: bench.serverId } }))?.id ?? null);
  const person = async (): Promise<void> => {
    for (;;) {
      if (mortal.isDead) {
        bench.server.onCall = () => undefined;
        await bench.restart();
        mortal.isDead = false;
      }
      if (id === null) return;
      const run = await bench.call('run.get', { run: id }).catch(() => null);
      if (run?.state === 'done') return;
      const at = run?.steps.find((step) => step.state === 'waiting');
      if (run?.state === 'waiting' && at?.waitsFor?.kind === 'reboot') await bench.call('run.approve', { run: id, step: at.id, shown: at.waitsFor.id }).catch(() => undefined);
      if (run?.state === 'failed' || run?.state === 'interrupted') throw new Error(`Killed at ${mortal.points.at(-1)}: ${run.sentence}`);
      await bench.told();
    }
  };
  await person();
  await bench.workers.stop();
  if (id === null) return mortal.points;
  const where = `killed at point ${killAt}, ${mortal.points[killAt] ?? 'never'}`;
  expect(bench.server.files.get('/one'), where).toBe('done one\n');
  expect(bench.server.files.get('/two'), where).toBe('done two\n');
  expect(bench.server.boots, where).toBe(2);
  const journal = await bench.output(id);
  expect(journal.map((line) => line.seq), where).toEqual(journal.map((_, index) => index + 1));
  expect(journal.filter((line) => line.stream === 'output').map((line) => line.text), where).toEqual(bench.server.rawLines);
  expect(bench.server.holder, where).toBeNull();
  return mortal.points;
}

it('T-SH-9 does each step exactly once, wherever the console is killed', async () => {
  const points = await scenario(Number.POSITIVE_INFINITY);
  expect(points.length).toBeGreaterThan(50);
  for (let killAt = 0; killAt < points.length; killAt++) await scenario(killAt);
});
