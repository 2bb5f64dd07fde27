import { afterEach, expect, it, vi } from 'vitest';
import { GroundcrewError } from '@/lib/core/errors';
import { sudo, type Command } from '@/lib/shell/command';
import { appendStep, rebootStep, RunBench } from '../../support/run-bench';

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
    await bench.until(id, (run) => run.state === 'waiting');
    loseBeforeClaim();
    await bench.call('run.approve', { run: id, step: 'test/reboot' });
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
