import { afterEach, expect, it, vi } from 'vitest';
import { defineCheck } from '@/lib/engine/check';
import type { Step } from '@/lib/engine/types';
import type { ServerFact } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import { ask, sudo, type Command } from '@/lib/shell/command';
import { appendStep, rebootStep, RunBench, shownOf } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

/** A step that first runs what `before` says now. */
function changing(name: string, before: () => readonly Command[]): Step<Inputs> {
  const step = appendStep(name);
  return { ...step, plan: (facts, inputs) => (step.plan(facts, inputs).length === 0 ? [] : [...before(), ...step.plan(facts, inputs)]) };
}
const other = { code: 'conflict', reason: 'shown.other' };

it('lets a nod of a tab that shows other commands through to nothing', async () => {
  let what = 'x';
  bench = await RunBench.open([changing('a', () => [{ ...sudo(['append', `/gone-${what}`, 'x']), effect: 'destroys' }])]);
  const id = await bench.startRun();
  const first = await bench.until(id, (run) => run.state === 'waiting');
  const old = { run: id, step: 'test/a', shown: shownOf(first, 'test/a'), confirm: first.serverName };
  what = 'y';
  await bench.call('run.approve', old); // one tab; the other still shows x
  const second = await bench.until(id, (run) => run.steps[0]!.waitsFor?.commands[0]?.text.includes('gone-y') ?? false);
  await expect(bench.call('run.approve', old)).rejects.toMatchObject({ ...other, message: '"Append to a" waits for something else by now than this page showed. Nothing was approved.' });
  await expect(bench.call('run.skip', { run: id, step: 'test/a', shown: old.shown, reason: 'I saw x' })).rejects.toMatchObject(other);
  expect([...bench.server.files.keys()]).toEqual([]);
  await bench.call('run.approve', { ...old, shown: shownOf(second, 'test/a') });
  await bench.until(id, (run) => run.state === 'done');
  expect(bench.server.files.has('/gone-y')).toBe(true);
});

it('tells losses apart, though the command is the same', async () => {
  let lost = 'one index';
  const step = changing('a', () => [{ ...sudo(['append', '/gone', 'x']), effect: 'destroys' }]);
  bench = await RunBench.open([{ ...step, destroys: () => [lost] }]);
  const id = await bench.startRun();
  const first = await bench.until(id, (run) => run.state === 'waiting');
  lost = 'two indices';
  await bench.call('run.approve', { run: id, step: 'test/a', shown: shownOf(first, 'test/a'), confirm: first.serverName });
  const second = await bench.until(id, (run) => run.steps[0]!.waitsFor?.sentence.includes(lost) ?? false);
  expect(shownOf(second, 'test/a')).not.toBe(shownOf(first, 'test/a'));
});

it('does not restart now for a tab that does not know the time that was given', async () => {
  bench = await RunBench.open([rebootStep], 1);
  bench.server.files.set('/kernel', bench.server.bootId);
  const id = await bench.startRun();
  const first = await bench.until(id, (run) => run.state === 'waiting');
  const shown = shownOf(first, 'test/reboot');
  await bench.call('run.approve', { run: id, step: 'test/reboot', shown, at: new Date(bench.clock.now() + 3_600_000).toISOString() });
  await bench.until(id, (run) => run.steps[0]!.waitsFor?.sentence.startsWith('The server restarts at') ?? false);
  await expect(bench.call('run.approve', { run: id, step: 'test/reboot', shown })).rejects.toMatchObject(other);
  expect(bench.server.boots).toBe(1);
});

it('skips the failure that was looked at, not one that came after it', async () => {
  bench = await RunBench.open([{ ...appendStep('bad'), plan: () => [sudo(['fail', '7'])] }]);
  const id = await bench.startRun();
  const first = await bench.until(id, (run) => run.state === 'failed');
  const looked = await bench.work.repositories.runs.get(id);
  await bench.call('run.retry', { run: id });
  const second = await bench.until(id, (run) => run.state === 'failed' && run.steps[0]!.attempts === 2);
  expect(second.steps[0]!.failure!.sentence).toBe(first.steps[0]!.failure!.sentence);
  await expect(bench.call('run.skip', { run: id, step: 'test/bad', shown: shownOf(first, 'test/bad'), reason: 'seen once' })).rejects.toMatchObject(other);
  // Also where it came between the look of the console and its write.
  const { runs } = bench.work.repositories;
  vi.spyOn(runs, 'get').mockResolvedValueOnce(looked);
  await expect(bench.call('run.skip', { run: id, step: 'test/bad', shown: shownOf(first, 'test/bad'), reason: 'seen once' })).rejects.toMatchObject(other);
  await bench.call('run.skip', { run: id, step: 'test/bad', shown: shownOf(second, 'test/bad'), reason: 'seen twice' });
  await bench.until(id, (run) => run.state === 'done');
});

const disk: ServerFact<string> = { from: 'server', id: 'content:/disk', command: ask(['cat', '/disk']), parse: (answer) => answer.stdout };
const enough = defineCheck<Inputs, { text: ServerFact<string> }>({
  id: 'test/disk', guide: null, title: 'Disk', chapter: 'Test', needs: () => ({ text: disk }),
  outcomes: [{ outcome: 'pass', when: ({ text }) => text === 'good', message: () => 'Good.' }, { outcome: 'fail', when: () => true, message: ({ text }) => `${text} are free.` }],
  repair: { title: 'Make room', plan: ({ text }) => [sudo(['append', '/disk', text])] },
});
async function look() {
  const server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  await bench.call('preflight.start', { server });
  await bench.work.checkups.settled(bench.serverId);
  return { server, finding: (await bench.call('preflight.get', { server })).findings[0]! };
}

it('overrides the message that was read, and runs the repair that was read', async () => {
  bench = await RunBench.open([], 200, undefined, { preflight: [enough] });
  bench.server.files.set('/disk', '9 GB');
  const { server, finding } = await look();
  bench.server.files.set('/disk', '1 GB');
  const { finding: now } = await look(); // in another tab
  const override = { server, check: 'test/disk', reason: 'Enough for a trial' };
  await expect(bench.call('preflight.override', { ...override, message: finding.message })).rejects.toMatchObject({ ...other, message: '"Disk" says something else by now than this page showed: "1 GB are free." Nothing was overridden.' });
  await expect(bench.call('preflight.override', override)).rejects.toMatchObject({ code: 'invalid_input', fields: { message: 'Name the message that is accepted.' } });
  expect((await bench.call('preflight.get', { server })).clear).toBe(false);
  expect((await bench.call('preflight.override', { ...override, message: now.message })).clear).toBe(true);

  await expect(bench.call('preflight.repair', { server, check: 'test/disk', shown: finding.repair!.id })).rejects.toMatchObject({ ...other, message: 'The repair of "Disk" has other commands by now than this page showed. Nothing was started.' });
  expect(await bench.work.repositories.runs.openOf(bench.serverId)).toBeNull();
  await bench.call('preflight.repair', { server, check: 'test/disk', shown: now.repair!.id });
});

it('breaks the lock whose holder was shown, not that of whoever came after', async () => {
  bench = await RunBench.open([]);
  const server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  const lock = { console: 'two', run: 'old', actor: 'bob', why: 'Install', since: '2026-01-01T00:00:00.000Z' };
  bench.server.holder = lock;
  const { holder } = await bench.call('lock.get', { server });
  bench.server.holder = { ...lock, run: 'new', actor: 'carol' };
  await expect(bench.call('lock.break', { server, run: holder!.run, confirm: server })).rejects.toMatchObject({ code: 'conflict', reason: 'lock.other' });
  expect(bench.server.holder).toMatchObject({ actor: 'carol' });
  await bench.call('lock.break', { server, run: 'new', confirm: server });
  expect(bench.server.holder).toBeNull();
});
