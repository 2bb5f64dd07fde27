import { afterEach, expect, it, vi } from 'vitest';
import type { Step } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { sudo, type Command } from '@/lib/shell/command';
import { viewOf } from '@/lib/shell/render';
import { appendStep, RunBench, shownOf } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

const hours = (count: number) => count * 3_600_000;
const remove: Command = { ...sudo(['append', '/gone', 'x']), effect: 'destroys' };

/** A run that stops at its first step; the plan showed that the second one destroys something. */
async function stoppedRun(): Promise<{ id: string; mend: () => void }> {
  let isBroken = true;
  const first = appendStep('first');
  const plan: Step<Inputs>['plan'] = (facts, inputs) => (isBroken ? [sudo(['fail', '7'])] : first.plan(facts, inputs));
  bench = await RunBench.open([{ ...first, plan }, appendStep('second', [remove])], 20);
  const id = await bench.startRun();
  const { state } = await bench.until(id, (each) => each.state === 'failed');
  await bench.work.repositories.runs.commit(id, { run: { expect: state }, steps: [{ id: 'test/second', approved: [viewOf(remove, { mask: (text) => text })] }] }, bench.clock.now());
  return { id, mend: () => (isBroken = false) };
}

function passTime(milliseconds: number): void {
  const now = bench.clock.now.bind(bench.clock);
  vi.spyOn(bench.clock, 'now').mockImplementation(() => now() + milliseconds);
}

it('goes on at once with what was approved a little while ago', async () => {
  const { id, mend } = await stoppedRun();
  mend();
  await bench.call('run.retry', { run: id });
  await bench.until(id, (each) => each.state === 'done');
  expect(bench.server.files.get('/gone')).toBe('x\n');
});

it.each(['failed', 'cancelled'] as const)('destroys nothing on Retry of a %s run by a nod of before, and asks for the name again', async (state) => {
  const { id, mend } = await stoppedRun();
  if (state === 'cancelled') {
    await bench.call('run.cancel', { run: id });
    await bench.until(id, (each) => each.state === 'cancelled');
  }
  mend();
  passTime(hours(2));
  await bench.call('run.retry', { run: id });
  const waiting = await bench.until(id, (each) => each.state === 'waiting' || each.state === 'done');
  expect(waiting.steps[1]).toMatchObject({ state: 'waiting', waitsFor: { kind: 'nod', commands: [{ effect: 'destroys' }] } });
  expect(bench.server.files.has('/gone')).toBe(false);
  await expect(bench.call('run.approve', { run: id, step: 'test/second', shown: shownOf(waiting, 'test/second') })).rejects.toMatchObject({ field: 'confirm' });
  await bench.call('run.approve', { run: id, step: 'test/second', shown: shownOf(waiting, 'test/second'), confirm: waiting.serverName });
  await bench.until(id, (each) => each.state === 'done');
  expect(bench.server.files.get('/gone')).toBe('x\n');
});

it('destroys nothing by a nod of before after a step was skipped', async () => {
  const { id } = await stoppedRun();
  passTime(hours(2));
  await bench.call('run.skip', { run: id, step: 'test/first', shown: shownOf(await bench.call('run.get', { run: id }), 'test/first'), reason: 'done by hand' });
  await bench.until(id, (each) => each.state === 'waiting' || each.state === 'done');
  expect(bench.server.files.has('/gone')).toBe(false);
});

it('lets no plan be started that was shown more than an hour ago', async () => {
  bench = await RunBench.open([appendStep('one')], 20);
  const server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  const { id } = await bench.call('plan.make', { server });
  const old = { stage: null, message: 'The plan is older than an hour. Make it again, so that you see what it does now.' };
  expect((await bench.call('plan.get', { server }))?.blockers).not.toContainEqual(old);
  passTime(hours(2));
  expect((await bench.call('plan.get', { server }))?.blockers).toContainEqual(old);
  await expect(bench.call('run.start', { server, plan: id })).rejects.toMatchObject({ reason: 'plan.blocked', message: expect.stringContaining(old.message) as string });
});
