import { afterEach, expect, it, vi } from 'vitest';
import { GroundcrewError } from '@/lib/core/errors';
import type { Step } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { hashSnapshot, takeSnapshot } from '@/lib/services/inputs';
import { sudo } from '@/lib/shell/command';
import { appendStep, RunBench, shownOf } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

/** A run of the inputs as saved now that stops at its second step; its first one is undone then. */
async function stoppedRun(): Promise<{ id: string; mend: () => void }> {
  let isBroken = true;
  const second = appendStep('two');
  const plan: Step<Inputs>['plan'] = (facts, inputs) => (isBroken ? [sudo(['fail', '7'])] : second.plan(facts, inputs));
  bench = await RunBench.open([appendStep('one'), { ...second, plan }]);
  const id = await bench.startRun();
  const { state } = await bench.until(id, (each) => each.state === 'failed');
  const snapshot = await takeSnapshot(bench.work, (await bench.work.repositories.servers.byId(bench.serverId))!);
  const inputs = { hash: hashSnapshot(bench.work, snapshot), json: await bench.work.repositories.runs.inputs(id) };
  await bench.work.repositories.runs.commit(id, { run: { expect: state, inputs } }, bench.clock.now());
  bench.server.files.delete('/one');
  return { id, mend: () => (isBroken = false) };
}

it('begins with the step that was asked for', async () => {
  const { id, mend } = await stoppedRun();
  mend();
  await bench.call('run.retry', { run: id, fromStep: 'test/two' });
  await bench.until(id, (each) => each.state === 'done');
  expect(bench.server.files.has('/one')).toBe(false);
});

it('begins with the first step when materials or settings were changed, whatever step was asked for', async () => {
  const { id, mend } = await stoppedRun();
  mend();
  const server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  await bench.call('materials.set-layout', { server, layout: 'oss' });
  await bench.call('run.retry', { run: id, fromStep: 'test/two' });
  await bench.until(id, (each) => each.state === 'done');
  expect(bench.server.files.get('/one')).toBe('done one\n');
  expect((await bench.output(id)).map(({ text }) => text)).toContain('ada asked to retry from "Append to one", with the materials and settings as they are saved now.');
});

/** A run of three steps whose second was skipped and whose third failed; both would go well now. */
async function skippedRun(): Promise<string> {
  let isBroken = true;
  const breaking = (name: string): Step<Inputs> => {
    const step = appendStep(name);
    return { ...step, plan: (facts, inputs) => (isBroken ? [sudo(['fail', '7'])] : step.plan(facts, inputs)) };
  };
  bench = await RunBench.open([appendStep('one'), breaking('two'), breaking('three')]);
  const id = await bench.startRun();
  const failed = await bench.until(id, (each) => each.state === 'failed');
  await bench.call('run.skip', { run: id, step: 'test/two', shown: shownOf(failed, 'test/two'), reason: 'Not needed here.' });
  await bench.until(id, (each) => each.steps[2]?.state === 'failed');
  isBroken = false;
  return id;
}

it('takes up a skipped step again when it is the one that was asked for', async () => {
  const id = await skippedRun();
  await bench.call('run.retry', { run: id, fromStep: 'test/two' });
  const { steps } = await bench.until(id, (each) => each.state === 'done');
  expect(steps[1]).toMatchObject({ state: 'done', skipReason: null });
  expect(bench.server.files.get('/two')).toBe('done two\n');
});

it('leaves a skipped step skipped when an earlier one is retried', async () => {
  const id = await skippedRun();
  await bench.call('run.retry', { run: id, fromStep: 'test/one' });
  expect((await bench.until(id, (each) => each.state === 'done')).steps[1]).toMatchObject({ state: 'skipped', skipReason: 'Not needed here.' });
});

it('says of a step that was done before how long it took then, not how long ago that was', async () => {
  const { id, mend } = await stoppedRun();
  mend();
  bench.server.files.set('/one', 'done one\n');
  const timesOf = async () => {
    const { startedAt, endedAt } = (await bench.call('run.get', { run: id })).steps[0]!;
    return { startedAt, attempt: (await bench.work.repositories.runs.get(id))!.steps[0]!.attempts.at(-1)!.endedAt, endedAt };
  };
  const before = await timesOf();
  await bench.call('run.retry', { run: id, fromStep: 'test/one' });
  await bench.until(id, (each) => each.state === 'done');
  expect(await timesOf()).toEqual({ ...before, endedAt: before.attempt });
});

it('hides the secrets of before in the log of an attempt that goes on over a retry with changed settings, also after a restart', async () => {
  bench = await RunBench.open([appendStep('slow', [sudo(['print', 'old-support-password and s3cret@proxy']), sudo(['hang'])])]);
  const server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  bench.server.onCall = (name, phase) => {
    if (name === 'follow' && phase === 'before') throw new GroundcrewError({ code: 'remote', reason: 'remote.timed-out', message: 'The server took too long to answer.' });
  };
  const id = await bench.startRun({ supportPassword: 'old-support-password', dockerHttpProxy: 'http://me:s3cret%40proxy@proxy:3128' });
  await bench.until(id, (run) => run.state === 'failed');
  expect(bench.server.rawLines).toContain('old-support-password and s3cret@proxy'); // nothing of it was read yet
  const set = (value: string) => ({ action: 'set' as const, value });
  await bench.call('settings.save', { server, settings: { access: { kind: 'http', address: '127.0.0.1' }, supportPassword: set('new-support-password') } });
  await bench.call('run.retry', { run: id });
  await bench.until(id, (run) => run.state === 'failed');
  await bench.restart();
  bench.server.onCall = () => undefined;
  await bench.call('run.retry', { run: id });
  await vi.waitFor(async () => expect((await bench.output(id)).map(({ text }) => text)).toContain('+ hang'), { timeout: 20_000 });
  const said = (await bench.output(id)).map(({ text }) => text).join('\n');
  expect(said).not.toMatch(/old-support|s3cret/);
  expect(said).toMatch(/^•+ and •+$/m);
  bench.server.files.set('/slow', 'done slow\n');
  bench.server.fake.cancel(bench.server.fake.ids()[0]!);
  await bench.until(id, (run) => run.state === 'done');
});
