import { afterEach, expect, it, vi } from 'vitest';
import { defineCheck } from '@/lib/engine/check';
import type { ServerFact } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import { ask, sudo } from '@/lib/shell/command';
import { appendStep, RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

const web: ServerFact<string> = { from: 'server', id: 'content:/web', command: ask(['cat', '/web']), parse: (answer) => answer.stdout };
const answers = defineCheck<Inputs, { text: ServerFact<string> }>({
  id: 'test/web', guide: null, title: 'Web', chapter: 'Test', needs: () => ({ text: web }),
  outcomes: [{ outcome: 'pass', when: ({ text }) => text === 'up', message: () => 'Up.' }, { outcome: 'fail', when: () => true, message: () => 'ClearML does not answer.' }],
  repair: { title: 'Restart it', plan: () => [sudo(['append', '/web', 'up'])] },
});
const name = async () => (await bench.work.repositories.servers.byId(bench.serverId))!.name;
const look = async () => bench.call('server.get', { server: await name() });
const stored = async () => (await bench.work.repositories.servers.byId(bench.serverId))!.state;

/** A server on which ClearML was verified. */
async function installed(...steps: Parameters<typeof RunBench.open>[0]): Promise<void> {
  bench = await RunBench.open(steps, 200, undefined, { verification: [answers], preflight: [answers] });
  bench.server.files.set('/web', 'up');
  await bench.call('verification.start', { server: await name() });
  await bench.work.checkups.settled(bench.serverId);
  expect(await look()).toMatchObject({ state: 'installed' });
}
const settled = (is: (state: string) => boolean) => vi.waitFor(async () => expect(is((await look()).state)).toBe(true), { timeout: 20_000 });

it('does not call a server installed after a run that broke it and was cancelled', async () => {
  await installed(appendStep('one', [sudo(['append', '/web', 'broken']), sudo(['fail', '7'])]));
  const id = await bench.startRun();
  await bench.until(id, (run) => run.state === 'failed');
  expect(await stored()).toBe('attention');
  await bench.call('run.cancel', { run: id });
  await bench.until(id, (run) => run.state === 'cancelled');
  expect((await look()).state).toBe('attention');
  // Asked back by itself, after the run has ended.
  await vi.waitFor(async () => expect(await look()).toMatchObject({ state: 'attention', sentence: 'The last verification did not pass: ClearML does not answer.' }), { timeout: 20_000 });
  expect((await bench.call('record.get', { server: await name() }))!.verifiedAt).toBeNull();
});

it('says so while nobody has verified the changed server', async () => {
  await installed(appendStep('one', [sudo(['fail', '7'])]));
  const id = await bench.startRun();
  await bench.until(id, (run) => run.state === 'failed');
  await bench.work.repositories.runs.commit(id, { run: { expect: 'failed', state: 'cancelled' } }, bench.clock.now());
  expect(await look()).toMatchObject({ state: 'attention', sentence: 'The server was changed after ClearML was last verified. Verify it again.' });
  expect((await bench.call('record.get', { server: await name() }))!.markdown).toContain('not verified since the last change');
});

it('is installed again once it is verified, after a cancelled run too, and stays so when a run changes nothing', async () => {
  await installed(appendStep('one', [sudo(['fail', '7'])]));
  const id = await bench.startRun();
  await bench.until(id, (run) => run.state === 'failed');
  await bench.call('run.cancel', { run: id });
  await settled((state) => state === 'installed');
  bench.server.files.set('/one', 'done one\n');
  const next = await bench.startRun();
  await bench.until(next, (run) => run.state === 'done');
  expect(await stored()).toBe('installed');
});

it('believes no verification that was asked while a run changed the server', async () => {
  await installed(appendStep('one', [sudo(['hang'])]));
  const id = await bench.startRun();
  await bench.until(id, () => bench.server.rawLines.includes('+ hang'));
  await bench.call('verification.start', { server: await name() });
  await vi.waitFor(async () => expect((await bench.call('verification.get', { server: await name() })).findings[0]!.outcome).toBe('pass'));
  expect(await stored()).toBe('attention');
  await bench.call('run.cancel', { run: id });
  await bench.until(id, (run) => run.state === 'cancelled');
  await settled((state) => state === 'installed'); // the same verification asks on, now beside nothing
});

it('does not verify a server on which ClearML never was', async () => {
  bench = await RunBench.open([appendStep('one', [sudo(['fail', '7'])])], 200, undefined, { verification: [answers] });
  const id = await bench.startRun();
  await bench.until(id, (run) => run.state === 'failed');
  await bench.call('run.cancel', { run: id });
  await bench.until(id, (run) => run.state === 'cancelled');
  expect((await bench.call('verification.get', { server: await name() })).state).toBe('never');
  expect(await stored()).toBe('new');
});
