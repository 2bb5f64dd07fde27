import { afterEach, expect, it, vi } from 'vitest';
import { GroundcrewError } from '@/lib/core/errors';
import { sudo, type Command } from '@/lib/shell/command';
import { appendStep, rebootStep, RunBench, shownOf } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());
const exec = (...argv: [string, ...string[]]): Command => sudo(argv);

/** The connection dies for good just before the server is asked about the next recorded attempt: it is never claimed. */
function loseBeforeClaim(): void {
  bench.server.onCall = (name, phase) => {
    if (name !== 'status' || phase !== 'before') return;
    bench.server.onCall = () => undefined;
    bench.server.isReachable = false;
    throw new GroundcrewError({ code: 'unreachable', reason: 'connection.lost', message: 'The connection was lost.' });
  };
}

for (const restarts of [false, true]) {
  const who = restarts ? 'a console that was started again' : 'the console';
  it(`never restarts the machine after Cancel, when the restart was recorded and never begun: ${who}`, async () => {
    bench = await RunBench.open([rebootStep]);
    bench.server.files.set('/kernel', bench.server.bootId);
    const id = await bench.startRun();
    const waiting = await bench.until(id, (run) => run.state === 'waiting');
    loseBeforeClaim();
    await bench.call('run.approve', { run: id, step: 'test/reboot', shown: shownOf(waiting, 'test/reboot') });
    await bench.until(id, (run) => run.state === 'unknown');
    await bench.call('run.cancel', { run: id });
    if (restarts) await bench.restart();
    bench.server.isReachable = true;
    const end = await bench.until(id, (run) => run.state === 'cancelled' || run.state === 'done');
    expect([end.state, end.steps[0]!.state, bench.server.boots]).toEqual(['cancelled', 'cancelled', 1]);
    expect(bench.server.holder).toBeNull();
  });

  it(`never starts a step that must not be stopped after Cancel: ${who}`, async () => {
    bench = await RunBench.open([appendStep('apt', [], { interruptible: false })]);
    loseBeforeClaim();
    const id = await bench.startRun();
    await bench.until(id, (run) => run.state === 'unknown');
    await bench.call('run.cancel', { run: id });
    if (restarts) await bench.restart();
    bench.server.isReachable = true;
    const end = await bench.until(id, (run) => run.state === 'cancelled' || run.state === 'done');
    expect([end.state, bench.server.fake.ids()]).toEqual(['cancelled', []]);
  });
}

it('T-SH-9 never lets a start through that was still on its way when the run was cancelled', async () => {
  bench = await RunBench.open([appendStep('late')]);
  const started: string[] = [];
  // The request goes out, its connection dies, and it arrives long after.
  bench.server.onCall = (name, phase) => {
    if (name !== 'start' || phase !== 'before') return;
    bench.server.onCall = () => undefined;
    bench.server.isReachable = false;
    throw new GroundcrewError({ code: 'unreachable', reason: 'connection.lost', message: 'The connection was lost.' });
  };
  const id = await bench.startRun();
  const run = await bench.until(id, ({ state }) => state === 'unknown');
  await bench.call('run.cancel', { run: id });
  bench.server.isReachable = true;
  await bench.until(id, ({ state }) => state === 'cancelled');
  const attempt = (await bench.work.repositories.runs.get(id))!.steps[0]!.attempts[0]!;
  expect(run.steps[0]!.id).toBe('test/late');
  expect(() => started.push(bench.server.fake.start({ id: attempt.id, commands: [exec('append', '/late', 'done late')] }))).toThrow(/withdrawn/);
  expect([started, bench.server.files.has('/late')]).toEqual([[], false]);
});

/** The next calls of this name answer too late: the connection stands, the server is busy. */
function timeOut(name: string, times: number): void {
  let left = times;
  bench.server.onCall = (called, phase) => {
    if (called !== name || phase !== 'before' || left-- <= 0) return;
    throw new GroundcrewError({ code: 'remote', reason: 'remote.timed-out', message: 'The server took too long to answer.' });
  };
}
const active = () => bench.server.fake.ids().some((id) => bench.server.fake.status(id).active);

it('is not cancelled, and keeps the lock, while a busy server does not tell whether the unit has stopped', async () => {
  bench = await RunBench.open([appendStep('slow', [exec('print', 'x'), exec('hang')])]);
  const ends: unknown[] = [];
  const id = await bench.startRun();
  await bench.until(id, (run) => run.lastSeq > 3);
  timeOut('cancel', 4);
  bench.resources.events.subscribe((event) => {
    if (event.type === 'run' && event.run.state === 'cancelled') ends.push([active(), event.run.steps[0]!.state]);
  });
  await bench.call('run.cancel', { run: id });
  await bench.until(id, (run) => run.state === 'cancelled');
  expect(ends[0]).toEqual([false, 'cancelled']);
  expect(bench.server.holder).toBeNull();
  const said = (await bench.output(id)).filter(({ text }) => text.includes('not verified yet'));
  expect(said.map(({ text }) => text)).toEqual(['The server took too long to answer. It is not verified yet that the step has stopped; asking again.']);
});

it('cancels a failed run only once its open attempt is dead', async () => {
  bench = await RunBench.open([appendStep('slow', [exec('print', 'x'), exec('hang')])]);
  const id = await bench.startRun();
  await bench.until(id, (run) => run.lastSeq > 3);
  timeOut('status', 1);
  bench.server.fake.cut();
  await bench.until(id, (run) => run.state === 'failed');
  expect(active()).toBe(true);
  await bench.call('run.cancel', { run: id });
  await bench.until(id, (run) => run.state === 'cancelled');
  expect(active()).toBe(false);
});

it('asks about an open attempt of a later step before anything runs beside it', async () => {
  bench = await RunBench.open([appendStep('early'), appendStep('late', [exec('print', 'x'), exec('hang')])]);
  const id = await bench.startRun();
  await bench.until(id, (run) => run.steps[1]!.state === 'running' && run.lastSeq > 6);
  timeOut('status', 1);
  bench.server.fake.cut();
  await bench.until(id, (run) => run.state === 'failed');
  bench.server.files.delete('/early');
  const beside: boolean[] = [];
  bench.server.onCommand = (argv) => void (argv[1] === '/early' && beside.push(active() && bench.server.fake.status(bench.server.fake.ids()[1]!).active));
  await bench.call('run.retry', { run: id, fromStep: 'test/early' });
  await bench.until(id, (run) => run.steps[1]!.state === 'running');
  bench.server.files.set('/late', 'done late\n');
  bench.server.fake.cancel(bench.server.fake.ids()[0]!);
  const done = await bench.until(id, (run) => run.state === 'done');
  expect(beside).toEqual([false]);
  expect(done.steps.map((step) => [step.state, step.attempts])).toEqual([['done', 2], ['done', 1]]);
});

it('starts a recorded attempt of a later step only after the earlier ones, when the run is retried from there', async () => {
  bench = await RunBench.open([appendStep('early'), appendStep('late')]);
  let at = '';
  bench.server.onCall = (name, phase) => {
    if (name !== 'start' || phase !== 'before' || !bench.server.files.has('/early')) return;
    bench.server.onCall = () => undefined;
    throw new GroundcrewError({ code: 'remote', reason: 'remote.timed-out', message: 'The server took too long to answer.' });
  };
  const id = await bench.startRun();
  await bench.until(id, (run) => run.state === 'failed');
  bench.server.files.delete('/early');
  bench.server.onCommand = (argv) => void (at += argv[1] ?? '');
  await bench.call('run.retry', { run: id, fromStep: 'test/early' });
  await bench.until(id, (run) => run.state === 'done');
  expect(at).toBe('/early/late');
});
