import { afterEach, expect, it, vi } from 'vitest';
import type { Step } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { commandResults } from '@/lib/services/workers/command-results';
import { sudo, type Command } from '@/lib/shell/command';
import { appendStep, rebootStep, RunBench, shownOf } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench | undefined;
afterEach(() => bench?.close());

function changing(name: string, before: () => readonly Command[]): Step<Inputs> {
  const step = appendStep(name);
  return { ...step, plan: (facts, inputs) => (step.plan(facts, inputs).length === 0 ? [] : [...before(), ...step.plan(facts, inputs)]) };
}
const took = expect.any(Number) as number;

it('names what every attempt ran, each command with its result and how long it took', async () => {
  let isBroken = true;
  bench = await RunBench.open([changing('a', () => (isBroken ? [sudo(['append', '/removed', 'x']), sudo(['fail', '7'])] : []))]);
  const id = await bench.startRun();
  const { serverName } = await bench.until(id, (run) => run.state === 'failed');
  isBroken = false;
  await bench.call('run.retry', { run: id });
  await bench.until(id, (run) => run.state === 'done');
  const record = (await bench.call('record.get', { server: serverName }))!;
  expect(record.steps[0]!.attempts).toMatchObject([
    { state: 'finished', exitCode: 7, commands: [{ text: 'append /removed x', began: true, exitCode: 0, milliseconds: took }, { text: 'fail 7', began: true, exitCode: 7, milliseconds: took }, { text: 'append /a \'done a\'', began: false, exitCode: null, milliseconds: null }] },
    { state: 'finished', exitCode: 0, commands: [{ text: 'append /a \'done a\'', began: true, exitCode: 0, milliseconds: took }] },
  ]);
  expect(record.markdown).toMatch(/Attempt 1 of 2, begun \S+: failed with exit code 7 after .*\.\n\n {7}append \/removed x\n {7}# exit code 0, .*\n {7}fail 7\n {7}# exit code 7, .*\n {7}append \/a 'done a'\n {7}# did not run\n/);
  expect(record.markdown).toMatch(/Attempt 2 of 2, begun \S+: ran to its end/);
});

it('says of an attempt that was stopped, and of the restart, how far they came', async () => {
  bench = await RunBench.open([rebootStep, appendStep('slow', [sudo(['say', '1']), sudo(['hang'])])]);
  bench.server.files.set('/kernel', bench.server.bootId);
  const id = await bench.startRun();
  const waiting = await bench.until(id, (run) => run.state === 'waiting');
  await bench.call('run.approve', { run: id, step: 'test/reboot', shown: shownOf(waiting, 'test/reboot') });
  await bench.until(id, (run) => run.steps[1]!.state === 'running' && bench!.server.rawLines.includes('+ hang'));
  await bench.call('run.cancel', { run: id });
  await bench.until(id, (run) => run.state === 'cancelled');
  const record = (await bench.call('record.get', { server: waiting.serverName }))!;
  expect(record.steps.map((step) => step.attempts)).toMatchObject([
    [{ state: 'finished', exitCode: null, commands: [{ text: 'systemctl reboot', began: true, exitCode: null }] }],
    [{ state: 'cancelled', commands: [{ text: 'say 1', exitCode: 0 }, { text: 'hang', began: true, exitCode: null }, { began: false }] }],
  ]);
  expect(record.markdown).toMatch(/: was stopped after /);
});

it.each([
  ['not started yet', null, [[false, null, null], [false, null, null]]],
  ['whose times are not noted', { exitCode: 0, commandIndex: 1, commandStarts: [], endedAt: 900 }, [[true, 0, null], [true, 0, null]]],
  ['during which the clock was set back', { exitCode: 0, commandIndex: 1, commandStarts: [500, 400], endedAt: 900 }, [[true, 0, null], [true, 0, 500]]],
  ['that was killed in its first command', { exitCode: null, commandIndex: 0, commandStarts: [500], endedAt: null }, [[true, null, null], [false, null, null]]],
] as const)('knows no more than the server says of an attempt %s', (_, status, expected) => {
  expect(commandResults([{ text: 'a' }, { text: 'b' }], status).map(({ began, exitCode, milliseconds }) => [began, exitCode, milliseconds])).toEqual(expected);
});
