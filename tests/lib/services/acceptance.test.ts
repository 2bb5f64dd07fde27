import { afterEach, expect, it, vi } from 'vitest';
import { isSecret } from '@/lib/core/secret';
import { FakeServer } from '../../support/fake-host';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

it('runs the test anew each time it is asked for, again after a failure, and changes nothing about the server', async () => {
  const codes = [0, 61, 0];
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
  expect(await bench.call('acceptance.start', { server })).toEqual(second);
  await bench.until(second.run, ({ state }) => state === 'done');
  expect(names).toEqual([first, second, second].map(({ run }) => `groundcrew-test-${run}`));
  expect((await bench.work.repositories.servers.byId(bench.serverId))?.state).toBe('installed');
});
