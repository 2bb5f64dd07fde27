import { afterEach, expect, it, vi } from 'vitest';
import type { Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { createKeeper } from '@/lib/services/workers/watch/keeper';
import { createMemory } from '@/lib/services/workers/watch/memory';
import type { ServerWatch } from '@/lib/services/workers/watch/server-watch';
import { RunBench } from '../../support/run-bench';
import { fileProbe } from '../../support/watch-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await bench?.close();
  bench = undefined;
});

it('stores at the end what was found while it was being stored', async () => {
  bench = await RunBench.open([], 1);
  const { work, serverId } = bench;
  const memory = createMemory([], null);
  const watch = { serverId, memory } as unknown as ServerWatch;
  const keeper = createKeeper(() => work, () => { throw new Error('not told'); }, () => { throw new Error('not told'); });
  const put = work.repositories.healths.put.bind(work.repositories.healths);
  vi.spyOn(work.repositories.healths, 'put').mockImplementationOnce(async (...args) => {
    await put(...args);
    memory.lastContactAt = '2026-03-04T05:06:07.000Z';
    keeper.take(watch, true);
  });
  memory.lastContactAt = '2026-03-04T05:06:06.000Z';
  keeper.take(watch, true);
  await vi.waitFor(() => expect(memory.lastContactAt).toBe('2026-03-04T05:06:07.000Z'));
  await keeper.close([watch]);
  expect((await work.repositories.healths.get(serverId))?.lastContactAt).toBe('2026-03-04T05:06:07.000Z');
});

it('keeps room for new figures: what nobody measured for days makes way, what is measured does not', () => {
  const probe: Probe<Inputs> = fileProbe('x', 30_000);
  const memory = createMemory([probe], null);
  const hour = 3_600_000;
  const queues = Array.from({ length: 500 }, (_, index) => ({ id: `queue-length:${index}`, value: 1 }));
  expect(memory.measure(queues, 30_000, 0)).toHaveLength(500);
  expect(memory.measure([{ id: 'disk-free:/data', value: 1 }], 30_000, hour)).toEqual([]);
  memory.measure(queues.slice(1), 30_000, 49 * hour);
  expect(memory.measure([{ id: 'disk-free:/data', value: 1 }, { id: 'disk-free:/other', value: 1 }], 30_000, 49 * hour)).toEqual([{ id: 'disk-free:/data', value: 1 }]);
  expect(memory.figures()).toHaveLength(500);
});
