import { afterEach, expect, it, vi } from 'vitest';
import type { Checkup } from '@/lib/contract/finding';
import { defineCheck } from '@/lib/engine/check';
import type { Check } from '@/lib/engine/types';
import type { ServerFact } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import { ask, install } from '@/lib/shell/command';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

/** Passes when the file of its name says "good". */
function fileCheck(name: string): Check<Inputs> {
  const text: ServerFact<string> = { from: 'server', id: `content:/${name}`, command: ask(['cat', `/${name}`]), parse: (answer) => answer.stdout };
  return defineCheck<Inputs, { text: ServerFact<string> }>({
    id: `test/${name}`, guide: null, title: name, chapter: 'Test',
    needs: () => ({ text }),
    outcomes: [
      { outcome: 'pass', when: (facts) => facts.text === 'good', message: () => 'It is good.' },
      { outcome: 'fail', when: () => true, message: (facts) => `It is "${facts.text}".`, remedy: 'Make it good.' },
    ],
    repair: { title: `Mend ${name}`, plan: () => [install(`/${name}`, 'good')] },
  });
}

const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const server = async () => (await bench.work.repositories.servers.byId(bench.serverId))!.name;
const get = async (kind: 'preflight' | 'verification') => bench.call(`${kind}.get`, { server: await server() });
async function done(kind: 'preflight' | 'verification'): Promise<Checkup> {
  await bench.work.checkups.settled(bench.serverId);
  return get(kind);
}

it('says of a preflight that its inputs changed since', async () => {
  bench = await RunBench.open([], 200, undefined, { preflight: [fileCheck('one')] });
  bench.server.files.set('/one', 'good');
  await bench.call('preflight.start', { server: await server() });
  expect(await done('preflight')).toMatchObject({ stale: false, clear: true });
  await bench.work.repositories.servers.edit(bench.serverId, { login: 'other' });
  expect(await get('preflight')).toMatchObject({ stale: true, sentence: 'The files or settings changed after these answers. Check the server again.' });
});

it('tells findings as they arrive, in a fixed order, with evidence, and asks one again alone', async () => {
  bench = await RunBench.open([], 200, undefined, { preflight: names.map(fileCheck) });
  for (const name of names) bench.server.files.set(`/${name}`, name === 'two' ? 'bad' : 'good');
  const begun = await bench.call('preflight.start', { server: await server() });
  expect(begun).toMatchObject({ state: 'asking' });
  const end = await done('preflight');
  const told = bench.events.flatMap((event) => (event.type === 'checkup' ? [event.checkup] : []));
  expect(told.map((each) => each.findings.map((finding) => finding.id))).toEqual(told.map(() => names.map((name) => `test/${name}`)));
  expect(told.map((each) => each.findings.filter((finding) => finding.askedAt !== null).length)).toEqual([0, 5, 7, 7]);
  expect(end).toMatchObject({ state: 'done', clear: false, counts: { pass: 6, fail: 1 }, sentence: '1 check fails: mend it, or override it with a reason.' });
  expect(end.findings[1]).toMatchObject({ message: 'It is "bad".', remedy: 'Make it good.', repair: { title: 'Mend two' }, evidence: [{ command: 'cat /two', exitCode: 0, output: 'bad' }] });
  const before = end.findings[0]!.askedAt;
  bench.server.files.set('/two', 'good');
  await bench.call('preflight.start', { server: await server(), only: ['test/two'] });
  const again = await done('preflight');
  expect(again.clear).toBe(true);
  expect(again.findings[0]!.askedAt).toBe(before);
});

it('covers by an override only the very message that was accepted', async () => {
  bench = await RunBench.open([], 200, undefined, { preflight: [fileCheck('one')] });
  bench.server.files.set('/one', 'small');
  await bench.call('preflight.start', { server: await server() });
  await done('preflight');
  expect(await bench.call('preflight.override', { server: await server(), check: 'test/one', message: 'It is "small".', reason: 'a trial' })).toMatchObject({ clear: true, counts: { overridden: 1 }, findings: [{ override: { reason: 'a trial', by: 'ada' } }] });
  bench.server.files.set('/one', 'smaller');
  await bench.call('preflight.start', { server: await server() });
  expect(await done('preflight')).toMatchObject({ clear: false, findings: [{ outcome: 'fail', override: null }] });
});

it('calls what it could not ask unknown, with the reason, and never clear', async () => {
  bench = await RunBench.open([], 200, undefined, { preflight: names.map(fileCheck) });
  bench.server.isReachable = false;
  await bench.call('preflight.start', { server: await server() });
  const end = await done('preflight');
  expect(end).toMatchObject({ state: 'done', clear: false, counts: { unknown: 7 } });
  expect(end.findings.every((finding) => finding.message === 'The connection was lost.')).toBe(true);
});

it('ends honestly what a stopped console left unfinished', async () => {
  bench = await RunBench.open([], 200, undefined, { preflight: names.map(fileCheck) });
  let asked = 0;
  bench.server.onCall = (name, phase) => {
    if (name === 'ask' && phase === 'before' && ++asked === 2) bench.work.checkups.stop(bench.serverId); // killed in the middle
  };
  await bench.call('preflight.start', { server: await server() });
  await bench.work.checkups.settled(bench.serverId);
  expect(await get('preflight')).toMatchObject({ state: 'asking' });
  await bench.restart();
  const end = await get('preflight');
  expect(end).toMatchObject({ state: 'done', clear: false });
  expect(end.findings.at(-1)).toMatchObject({ outcome: 'unknown', message: 'The console was stopped before this was asked.' });
});

it('repairs by a run of its own and checks again', async () => {
  bench = await RunBench.open([], 200, undefined, { preflight: [fileCheck('one')] });
  await bench.call('preflight.start', { server: await server() });
  const { findings } = await done('preflight');
  const { run } = await bench.call('preflight.repair', { server: await server(), check: 'test/one', shown: findings[0]!.repair!.id });
  const ended = await bench.until(run, (each) => each.state === 'done');
  expect(ended).toMatchObject({ kind: 'repair', title: 'Mend one', steps: [{ state: 'done' }] });
  for (let tries = 0; tries < 500 && !(await get('preflight')).clear; tries++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await get('preflight')).toMatchObject({ clear: true });
});

it('waits for ClearML up to the limit that is shown, and keeps the address once all passes', async () => {
  bench = await RunBench.open([], 200, undefined, { verification: [fileCheck('web')] });
  bench.server.files.set('/web', 'starting');
  const begun = await bench.call('verification.start', { server: await server() });
  expect(begun.state).toBe('asking');
  for (let tries = 0; tries < 500 && (await get('verification')).waitUntil === null; tries++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await get('verification')).toMatchObject({ state: 'asking', sentence: 'Waiting for ClearML: It is "starting".' });
  bench.server.files.set('/web', 'good');
  expect(await done('verification')).toMatchObject({ state: 'done', clear: true, sentence: 'ClearML works.' });
  expect(await bench.call('server.get', { server: await server() })).toMatchObject({ state: 'installed', clearmlUrl: 'http://127.0.0.1:8080' });
  bench.server.files.set('/web', 'gone');
  await bench.call('verification.start', { server: await server() });
  expect(await done('verification')).toMatchObject({ state: 'done', clear: false, counts: { fail: 1 } });
  expect(await bench.call('server.get', { server: await server() })).toMatchObject({ state: 'attention', sentence: 'The last verification did not pass: It is "gone".' });
});

it('does not call a preflight fresh, or of the inputs of now, because one of its checks was asked again', async () => {
  bench = await RunBench.open([], 20, undefined, { preflight: ['one', 'two'].map(fileCheck) });
  for (const name of ['one', 'two']) bench.server.files.set(`/${name}`, 'good');
  const start = async (only?: string[]) => {
    await bench.call('preflight.start', { server: await server(), ...(only ? { only } : {}) });
    return done('preflight');
  };
  const blockers = async () => (await bench.call('plan.make', { server: await server() })).blockers.filter(({ stage }) => stage === 'preflight').map(({ message }) => message);
  await start();
  expect(await blockers()).toEqual([]);

  await bench.call('materials.set-layout', { server: await server(), layout: 'oss' });
  await start(['test/one']);
  expect(await blockers()).toEqual(['Materials or settings changed after the preflight. Run it again.']);
  await bench.call('materials.set-layout', { server: await server(), layout: 'guide' });
  expect(await blockers()).toEqual(['Materials or settings changed after the preflight. Run it again.']);
  await start(['test/one', 'test/two']);
  expect(await blockers()).toEqual([]);

  const now = bench.clock.now.bind(bench.clock);
  vi.spyOn(bench.clock, 'now').mockImplementation(() => now() + 3 * 24 * 3_600_000);
  await start(['test/one']);
  expect(await blockers()).toEqual(['The preflight is older than an hour, at least in part. Run it again.']);
});
