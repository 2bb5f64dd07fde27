import { afterEach, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { appendStep, RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

it("clears under a lock that its own run left, and refuses under another console's", async () => {
  const here = (bench = await RunBench.open([appendStep('one')]));
  const id = await here.startRun();
  await here.until(id, ({ state }) => state === 'done');
  const server = (await here.work.repositories.servers.byId(here.serverId))!.name;
  const lock = { console: 'two', run: newId(), actor: 'bob', why: 'Upgrade', since: '2026-01-01T00:00:00Z' };
  here.server.holder = lock;
  await expect(here.call('server.remove', { server, confirm: server, clear: true })).rejects.toMatchObject({ code: 'conflict', reason: 'lock.held' });
  expect([here.server.holder, here.server.fake.ids().length]).toEqual([lock, 1]);
  expect(await here.work.repositories.servers.byId(here.serverId)).not.toBeNull();
  here.server.holder = { ...lock, run: id };
  await here.call('server.remove', { server, confirm: server, clear: true });
  expect([here.server.holder, here.server.fake.ids()]).toEqual([null, []]);
});
