import { afterEach, expect, it, vi } from 'vitest';
import { isSecret } from '@/lib/core/secret';
import { FakeServer } from '../../support/fake-host';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());
const lastLine = async (run: string) => (await bench.call('run.lines', { run, after: 0, limit: 1000 })).lines.at(-1)?.text;

it('runs the test anew each time it is asked for, ends it by itself after a failure, and changes nothing about the server', async () => {
  const codes = [0, 61, 0, 62, 137];
  const names: string[] = [];
  let receipt = '';
  const fake = new FakeServer((command, process) => {
    if (command.kind !== 'script') return 0;
    if (command.file.endsWith('/receipt.sh')) process.out(receipt);
    if (command.file.endsWith('/leave-receipt.sh')) receipt = String(isSecret(command.stdin) ? command.stdin.reveal() : command.stdin);
    if (!command.file.endsWith('/acceptance-test.sh')) return 0;
    names.push(command.args[2] ?? '');
    process.out('stage upload failed HTTP 507 3 ms\n');
    return codes.shift() ?? 0;
  });
  bench = await RunBench.open([]);
  bench.connect = () => fake.connect();
  await bench.work.repositories.servers.edit(bench.serverId, { state: 'installed' });
  const server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  await expect(bench.call('acceptance.start', { server })).rejects.toMatchObject({ reason: 'acceptance.no-password' });
  await bench.call('settings.save', { server, settings: { access: { kind: 'http', address: '127.0.0.1' }, supportPassword: { action: 'set', value: 'support password' } } });

  const first = await bench.call('acceptance.start', { server });
  expect((await bench.until(first.run, ({ state }) => state === 'done')).kind).toBe('acceptance');
  const second = await bench.call('acceptance.start', { server });
  const failed = await bench.until(second.run, ({ state }) => state === 'failed');
  expect(failed.steps[0]?.failure?.cause).toContain('The file server does not take files');
  expect(failed.sentence).toBe('The acceptance test failed: The file server does not take files, or does not give them back as they were.');
  const ended = await bench.until(second.run, ({ endedAt }) => endedAt !== null);
  expect(ended.state).toBe('failed');
  expect(await lastLine(second.run)).toBe('Acceptance test of ClearML: it has ended. It removed all that it wrote. Nothing is blocked by it.');
  // Neither the console nor the lock of the server holds anything up.
  expect(fake.lock).toBeNull();
  expect(await bench.work.repositories.runs.openOf(bench.serverId)).toBeNull();
  await expect(bench.call('run.cancel', { run: second.run })).rejects.toMatchObject({ reason: 'run.ended' });
  await bench.call('run.retry', { run: second.run });
  await bench.until(second.run, ({ state }) => state === 'done');
  expect(names).toEqual([first, second, second].map(({ run }) => `groundcrew-test-${run}`));
  for (const [code, says] of [[62, 'Its last lines name what it could not remove: delete that in ClearML.'], [137, 'It may not have removed what it wrote: delete in ClearML whatever has a name that begins with groundcrew-test-']] as const) {
    const { run } = await bench.call('acceptance.start', { server });
    expect((await bench.until(run, ({ endedAt }) => endedAt !== null)).steps[0]?.exitCode).toBe(code);
    expect(await lastLine(run)).toContain(says);
  }
  expect((await bench.work.repositories.servers.byId(bench.serverId))?.state).toBe('installed');
});
