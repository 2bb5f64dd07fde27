import { afterEach, expect, it, vi } from 'vitest';
import { appendStep, RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

/** A run's lock is the run's own: whatever way it went, it is given back at its end, and the next run may begin. */
async function nextRunIsFree(): Promise<void> {
  expect(bench.server.holder).toBeNull();
  const next = await bench.startRun();
  await bench.until(next, (run) => run.state === 'done');
}

it('gives the lock back when the server could not be reached at first', async () => {
  bench = await RunBench.open([appendStep('one')]);
  bench.server.isReachable = false;
  const id = await bench.startRun();
  await bench.until(id, (run) => run.state === 'unknown');
  bench.server.isReachable = true;
  const run = await bench.until(id, (each) => each.state === 'done');
  expect(run.startedAt).not.toBeNull();
  expect((await bench.output(id)).map((line) => line.text)).toContain('Install: started by ada.');
  await nextRunIsFree();
});

it('gives the lock back of a run that was cancelled before it began, and retried', async () => {
  bench = await RunBench.open([appendStep('one')]);
  bench.server.isReachable = false;
  const id = await bench.startRun();
  await bench.until(id, (run) => run.state === 'unknown');
  await bench.call('run.cancel', { run: id });
  await bench.until(id, (run) => run.state === 'cancelled');
  expect((await bench.output(id)).map((line) => line.text).join('\n')).toContain('It is not known whether the server holds a lock of this run: The connection was lost.');
  bench.server.isReachable = true;
  await bench.call('run.retry', { run: id });
  expect((await bench.until(id, (run) => run.state === 'done')).startedAt).not.toBeNull();
  await nextRunIsFree();
});

it('gives back a lock that was taken by a call whose answer was an error', async () => {
  bench = await RunBench.open([appendStep('one')]);
  bench.server.onCall = (name, phase) => {
    if (name !== 'lock' || phase !== 'after') return;
    bench.server.onCall = () => undefined;
    throw new Error('The answer can\'t be understood.');
  };
  const id = await bench.startRun();
  expect((await bench.until(id, (run) => run.state === 'failed')).startedAt).toBeNull();
  expect(bench.server.holder?.run).toBe(id);
  await bench.call('run.cancel', { run: id });
  await bench.until(id, (run) => run.state === 'cancelled');
  await nextRunIsFree();
});

it('tells the frame and the fleet each time when the state of the run changes', async () => {
  bench = await RunBench.open([appendStep('one')]);
  const told: string[] = [];
  bench.work.resources.events.subscribe((event) => event.type === 'server' && told.at(-1) !== event.server.state && told.push(event.server.state));
  bench.server.isReachable = false;
  const id = await bench.startRun();
  await bench.until(id, (run) => run.state === 'unknown');
  await vi.waitUntil(() => told.at(-1) === 'unknown');
  bench.server.isReachable = true;
  await bench.until(id, (run) => run.state === 'done');
  await vi.waitUntil(() => told.at(-1) !== 'unknown');
  expect(told).toContain('installing');
});
