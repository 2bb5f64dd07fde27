import { afterEach, expect, it, vi } from 'vitest';
import type { Step } from '@/lib/engine/types';
import type { ServerFact } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import { ask, sudo, type Command } from '@/lib/shell/command';
import { appendStep, rebootStep, RunBench, shownOf } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());
const open = async (...steps: Step<Inputs>[]) => (bench = await RunBench.open(steps));

const lines = async (run: string) => (await bench.output(run)).filter((line) => line.stream === 'output').map((line) => line.text);
const exec = (...argv: [string, ...string[]]): Command => sudo(argv);

it('runs what is missing, asks back, and leaves what is in place alone', async () => {
  await open(appendStep('one'), appendStep('two', [exec('say', '3')]));
  bench.server.files.set('/one', 'done one\n');
  const id = await bench.startRun();
  const run = await bench.until(id, (each) => each.state === 'done');
  expect(run.steps.map((step) => [step.state, step.attempts])).toEqual([['in-place', 0], ['done', 1]]);
  expect(run.sentence).toMatch(/^1 step done in .*, 1 in place already\.$/);
  expect(bench.server.files).toEqual(new Map([['/one', 'done one\n'], ['/two', 'done two\n']]));
  expect(await lines(id)).toEqual(bench.server.rawLines);
  expect(bench.server.holder).toBeNull();
  const again = await bench.startRun();
  expect((await bench.until(again, (each) => each.state === 'done')).sentence).toBe('Everything was in place already: nothing was done.');
});

it('asks a place of backups once for what a step is judged by and the next one is planned by, and all else anew', async () => {
  const counter = (id: string): ServerFact<number> => {
    let asked = 0;
    return { from: 'server', id, command: ask(['cat', `/${id}`]), parse: () => ++asked };
  };
  const [ofPlace, other] = [counter('restic-shared'), counter('shared')];
  const given: number[][] = [];
  const step = (name: string): Step<Inputs> => {
    const append = appendStep(name);
    return { ...append, needs: (inputs: Inputs) => ({ ...append.needs(inputs), ofPlace, other }), plan: (facts: never, inputs: Inputs) => { const told = facts as { ofPlace: number; other: number }; given.push([told.ofPlace, told.other]); return append.plan(facts, inputs); } } as Step<Inputs>;
  };
  // By the clock of every day.
  bench = await RunBench.open([step('one'), step('two')], 1);
  await bench.until(await bench.startRun(), (each) => each.state === 'done');
  // Planned, run and judged; planned by what the first was judged by, run and judged.
  expect(given).toEqual([[1, 1], [2, 2], [2, 3], [3, 4]]);
});

it('T-SH-9 keeps 100,000 lines over 10 cuts: none lost, none doubled, in order, and runs the step once', async () => {
  bench = await RunBench.open([appendStep('big', [exec('say', '100000')])], 20);
  bench.server.cuts = [1, 7, 40_000, 12_345, 65_536, 99_999, 3, 250_001, 77, 131_072];
  const id = await bench.startRun();
  await bench.until(id, (each) => each.state === 'done');
  expect(bench.server.cuts).toEqual([]);
  const journal = await bench.output(id);
  expect(journal.map((line) => line.seq)).toEqual(journal.map((_, index) => index + 1));
  const output = journal.filter((line) => line.stream === 'output').map((line) => line.text);
  expect(output).toHaveLength(100_002);
  expect(output).toEqual(bench.server.rawLines);
  expect(bench.server.files.get('/big')).toBe('done big\n');
  const live = bench.events.flatMap((event) => (event.type === 'lines' ? event.lines : []));
  expect(live.map((line) => line.seq)).toEqual(journal.map((line) => line.seq));
});

it('stops at a failing command, says what is known, and goes on after the retry', async () => {
  let isBroken = true;
  const flaky = { ...appendStep('flaky'), plan: (facts: unknown, inputs: Inputs) => [...(isBroken ? [exec('print', 'no space left on device'), exec('fail', '7')] : []), ...appendStep('flaky').plan(facts as never, inputs)] } as Step<Inputs>;
  const guarded = { ...flaky, plan: (facts: never, inputs: Inputs) => (appendStep('flaky').plan(facts, inputs).length === 0 ? [] : flaky.plan(facts, inputs)) } as Step<Inputs>;
  await open(guarded, appendStep('after'));
  const id = await bench.startRun();
  const failed = await bench.until(id, (each) => each.state === 'failed');
  expect(failed.steps[0]).toMatchObject({ state: 'failed', exitCode: 7, attempts: 1 });
  expect(failed.steps[0]!.failure).toMatchObject({ sentence: '"fail 7" ended with exit code 7.', serverState: 'It is command 2 of 3 of this step. The one before it ran to the end. The one after it did not run. Earlier steps are as they were.' });
  expect(failed.steps[0]!.failure!.lines).toContain('no space left on device');
  expect(failed.steps[1]!.state).toBe('pending');
  expect(bench.server.holder?.run).toBe(id);
  isBroken = false;
  await bench.call('run.retry', { run: id });
  const done = await bench.until(id, (each) => each.state === 'done');
  expect(done.steps.map((step) => [step.state, step.attempts])).toEqual([['done', 2], ['done', 1]]);
  expect(await lines(id)).toEqual(bench.server.rawLines);
});

it('retries by the order of the attempts, also when the clock was set back', async () => {
  let complaint = 'address already in use';
  const flaky = { ...appendStep('flaky'), plan: (facts: never, inputs: Inputs) => (complaint === '' ? appendStep('flaky').plan(facts, inputs) : [exec('print', complaint), exec('fail', '7')]) } as Step<Inputs>;
  await open(flaky);
  const id = await bench.startRun();
  await bench.until(id, (each) => each.state === 'failed');
  const now = bench.clock.now.bind(bench.clock);
  bench.clock.now = () => now() - 3_600_000;
  complaint = 'another trouble';
  await bench.call('run.retry', { run: id });
  const again = await bench.until(id, (each) => each.state === 'failed' && each.steps[0]!.attempts === 2);
  expect(again.steps[0]!.failure!.lines).toEqual([expect.stringContaining('print'), 'another trouble', expect.any(String), expect.any(String), expect.any(String)]);
  complaint = '';
  await bench.call('run.retry', { run: id });
  expect((await bench.until(id, (each) => each.state === 'done')).steps[0]!.attempts).toBe(3);
});

it('calls nothing done that the server does not show', async () => {
  const liar = { ...appendStep('liar'), plan: () => [exec('say', '1')] } as Step<Inputs>;
  await open(liar);
  const id = await bench.startRun();
  const failed = await bench.until(id, (each) => each.state === 'failed');
  expect(failed.steps[0]!.failure!.sentence).toBe('The step ended without error, but the server does not show it: asked again, it still needs "say 1".');
});

it('waits for a nod before a command that destroys and was not shown, and needs the name typed', async () => {
  const rm: Command = { ...sudo(['append', '/gone', 'x']), effect: 'destroys' };
  await open(appendStep('after-rm', [rm]));
  const id = await bench.startRun();
  const waiting = await bench.until(id, (each) => each.state === 'waiting');
  expect(waiting.steps[0]!.waitsFor).toMatchObject({ kind: 'nod', commands: [{ effect: 'destroys', text: 'append /gone x' }] });
  expect(bench.server.fake.ids()).toEqual([]);
  await expect(bench.call('run.approve', { run: id, step: 'test/after-rm', shown: shownOf(waiting, 'test/after-rm') })).rejects.toMatchObject({ code: 'invalid_input', field: 'confirm' });
  await bench.call('run.approve', { run: id, step: 'test/after-rm', shown: shownOf(waiting, 'test/after-rm'), confirm: waiting.serverName });
  await bench.until(id, (each) => each.state === 'done');
  expect(bench.server.files.get('/gone')).toBe('x\n');
});

it('restarts only after a nod, knows the restart by the new boot id, and goes on', async () => {
  await open(appendStep('before'), rebootStep, appendStep('after'));
  bench.server.files.set('/kernel', bench.server.bootId);
  const id = await bench.startRun();
  const waiting = await bench.until(id, (each) => each.state === 'waiting');
  expect(waiting.steps[1]!.waitsFor).toMatchObject({ kind: 'reboot', sentence: expect.stringMatching(/must restart now, or at a time/) as string });
  expect(bench.server.boots).toBe(1);
  await bench.call('run.approve', { run: id, step: 'test/reboot', shown: shownOf(waiting, 'test/reboot') });
  const done = await bench.until(id, (each) => each.state === 'done');
  expect(bench.server.boots).toBe(2);
  expect(done.steps.map((step) => [step.state, step.attempts])).toEqual([['done', 1], ['done', 1], ['done', 1]]);
});

it('restarts at the time that was given', async () => {
  await open(rebootStep);
  bench.server.files.set('/kernel', bench.server.bootId);
  const id = await bench.startRun();
  const waiting = await bench.until(id, (each) => each.state === 'waiting');
  const at = new Date(bench.clock.now() + 60_000).toISOString();
  await bench.call('run.approve', { run: id, step: 'test/reboot', shown: shownOf(waiting, 'test/reboot'), at });
  await bench.until(id, (each) => each.steps[0]!.waitsFor?.sentence.startsWith('The server restarts at') ?? false, 'the announced time');
  expect(bench.server.boots).toBe(1);
  await bench.until(id, (each) => each.state === 'done');
  expect(bench.server.boots).toBe(2);
  expect(bench.clock.now()).toBeGreaterThanOrEqual(Date.parse(at));
});

it('does not go on by itself after a step was killed half-way, and does it once after the retry', async () => {
  let kill = true;
  await open(appendStep('half', [exec('say', '5')]), appendStep('after'));
  bench.server.onCommand = (argv) => {
    if (argv[0] === 'append' && kill) {
      kill = false;
      bench.server.fake.reboot();
    }
  };
  const id = await bench.startRun();
  const interrupted = await bench.until(id, (each) => each.state === 'interrupted');
  expect(interrupted.steps[0]).toMatchObject({ state: 'interrupted', failure: { sentence: 'The server restarted while the step ran.' } });
  expect(bench.server.files.has('/half')).toBe(false);
  await bench.call('run.retry', { run: id });
  await bench.until(id, (each) => each.state === 'done');
  expect(bench.server.files.get('/half')).toBe('done half\n');
  expect(await lines(id)).toEqual(bench.server.rawLines);
});

it('goes on after a power cut that took the end of the log: tells the gap, and asks the server what is missing', async () => {
  let kill = true;
  await open(appendStep('half', [exec('say', '5'), exec('hang')]), appendStep('after'));
  const id = await bench.startRun();
  await bench.until(id, () => bench.server.rawLines.length > 6, 'its output');
  await bench.until(id, (each) => each.lastSeq >= 2 + bench.server.rawLines.length, 'its journal');
  const before = await lines(id);
  const [attempt = ''] = bench.server.fake.ids();
  bench.server.fake.truncateLog(attempt, 20);
  bench.server.fake.reboot();
  const interrupted = await bench.until(id, (each) => each.state === 'interrupted' || each.state === 'failed');
  expect(interrupted.steps[0]).toMatchObject({ state: 'interrupted', failure: { sentence: 'The server restarted while the step ran.' } });
  expect(await lines(id)).toEqual(before);
  expect((await bench.output(id)).filter(({ text }) => text.includes('is lost')).map(({ text }) => text)).toEqual([expect.stringMatching(/^The server has only 20 B of this step's log/)]);
  bench.server.onCommand = (argv) => void (argv[0] === 'hang' && kill && ((kill = false), bench.server.fake.cancel(bench.server.fake.ids()[0]!), bench.server.files.set('/half', 'done half\n')));
  await bench.call('run.retry', { run: id });
  await bench.until(id, (each) => each.state === 'done');
});

it('follows on when somebody removes the log of a step that runs', async () => {
  await open(appendStep('slow', [exec('say', '5'), exec('hang')]));
  const id = await bench.startRun();
  await bench.until(id, (each) => bench.server.rawLines.length > 6 && each.lastSeq >= 2 + bench.server.rawLines.length, 'its journal');
  const [attempt = ''] = bench.server.fake.ids();
  bench.server.fake.truncateLog(attempt, 0);
  bench.server.fake.cut();
  const gap = async () => (await bench.output(id)).filter(({ text }) => text.includes('is lost')).length;
  await vi.waitFor(async () => expect(await gap()).toBe(1), { timeout: 10_000 });
  bench.server.files.set('/slow', 'done slow\n');
  bench.server.fake.cancel(attempt);
  await bench.until(id, (each) => each.state === 'done');
  expect(await gap()).toBe(1);
});

it('goes on by itself when the server restarted after the effect', async () => {
  let kill = true;
  await open(appendStep('late', []), appendStep('after'));
  bench.server.onCommand = (argv) => {
    if (argv[0] === 'append' && kill) {
      kill = false;
      bench.server.files.set('/late', 'done late\n');
      bench.server.fake.reboot();
    }
  };
  const id = await bench.startRun();
  const done = await bench.until(id, (each) => each.state === 'done');
  expect(done.steps[0]).toMatchObject({ state: 'done', attempts: 1 });
  expect(bench.server.files.get('/late')).toBe('done late\n');
});

it('cancels by stopping the unit, and keeps what came after cancelling', async () => {
  await open(appendStep('slow', [exec('print', 'before'), exec('hang')]), appendStep('after'));
  const id = await bench.startRun();
  await bench.until(id, (each) => each.lastSeq > 3);
  await bench.call('run.cancel', { run: id });
  const cancelled = await bench.until(id, (each) => each.state === 'cancelled');
  expect(cancelled.steps.map((step) => step.state)).toEqual(['cancelled', 'pending']);
  expect(bench.server.fake.ids().map((each) => bench.server.fake.status(each).active)).toEqual([false]);
  expect(bench.server.holder).toBeNull();
  expect(await lines(id)).toEqual(bench.server.rawLines);
});

it('lets a step that must not be stopped run to its end before it is cancelled', async () => {
  await open(appendStep('apt', [exec('say', '20000')], { interruptible: false }), appendStep('after'));
  const id = await bench.startRun();
  await bench.until(id, () => bench.server.fake.ids().length > 0, 'its start');
  expect((await bench.call('run.cancel', { run: id })).sentence).toMatch(/must not be stopped half-way/);
  const cancelled = await bench.until(id, (each) => each.state === 'cancelled');
  expect(cancelled.steps.map((step) => step.state)).toEqual(['done', 'pending']);
  expect(bench.server.files.get('/apt')).toBe('done apt\n');
});

it('waits for the lock that another console holds, and names who', async () => {
  await open(appendStep('one'));
  bench.server.holder = { console: 'other.example', run: '0123456789abcdefghjk', actor: 'grace', why: 'Upgrade', since: '2026-01-01T00:00:00Z' };
  const id = await bench.startRun();
  const waiting = await bench.until(id, (each) => each.state === 'waiting');
  expect(waiting.sentence).toBe('Waiting for "Upgrade" by grace, started from the console other.example at 2026-01-01T00:00:00Z.');
  bench.server.holder = null;
  await bench.until(id, (each) => each.state === 'done');
});

it('notices before it starts anything that its lock was broken and taken, waits, and plans anew', async () => {
  let isBroken = true;
  const flaky = { ...appendStep('one'), plan: (facts: never, inputs: Inputs) => (isBroken ? [exec('fail', '7')] : appendStep('one').plan(facts, inputs)) } as Step<Inputs>;
  await open(flaky, appendStep('two'));
  const id = await bench.startRun();
  await bench.until(id, (each) => each.state === 'failed');
  bench.server.holder = { console: 'other.example', run: '0123456789abcdefghjk', actor: 'grace', why: 'Upgrade', since: '2026-01-01T00:00:00Z' };
  isBroken = false;
  await bench.call('run.retry', { run: id });
  const waiting = await bench.until(id, (each) => each.state === 'waiting' || each.state === 'done');
  expect(waiting.steps[0]!.waitsFor).toMatchObject({ kind: 'lock', sentence: expect.stringContaining('by grace') as string });
  expect(bench.server.files.has('/one')).toBe(false);
  bench.server.files.set('/one', 'done one\n'); // the other one did it
  bench.server.holder = null;
  await bench.until(id, (each) => each.state === 'done');
  expect(Object.fromEntries(bench.server.files)).toEqual({ '/one': 'done one\n', '/two': 'done two\n' });
});

it('skips a failed step with a reason and goes on', async () => {
  await open({ ...appendStep('bad'), plan: () => [exec('fail', '1')] } as Step<Inputs>, appendStep('after'));
  const id = await bench.startRun();
  const failed = await bench.until(id, (each) => each.state === 'failed');
  await expect(bench.call('run.skip', { run: id, step: 'test/after', shown: shownOf(failed, 'test/bad'), reason: 'not this one' })).rejects.toMatchObject({ code: 'conflict' });
  await bench.call('run.skip', { run: id, step: 'test/bad', shown: shownOf(failed, 'test/bad'), reason: 'done by hand' });
  const done = await bench.until(id, (each) => each.state === 'done');
  expect(done.steps.map((step) => [step.state, step.skipReason])).toEqual([['skipped', 'done by hand'], ['done', null]]);
  expect(done.sentence).toMatch(/1 skipped\.$/);
});

it('calls what it does not know unknown, keeps asking, and finds its way back', async () => {
  await open(appendStep('one', [exec('say', '2000')]), appendStep('two'));
  const id = await bench.startRun();
  await bench.until(id, (each) => each.steps[0]!.state === 'running');
  bench.server.isReachable = false;
  const unknown = await bench.until(id, (each) => each.state === 'unknown');
  expect(unknown.sentence).toMatch(/ was lost\. Asking again; what was started goes on on the server\.$/);
  expect(unknown.steps[0]!.state).toBe('unknown');
  bench.server.isReachable = true;
  const done = await bench.until(id, (each) => each.state === 'done');
  expect(done.steps.map((step) => step.attempts)).toEqual([1, 1]);
  expect(await lines(id)).toEqual(bench.server.rawLines);
});
