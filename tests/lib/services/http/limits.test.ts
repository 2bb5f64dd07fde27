import { expect, it } from 'vitest';
import { createMemo } from '@/lib/services/http/memo';
import { createRateLimit } from '@/lib/services/http/rate-limit';

it('lets each ask so often in a minute, and anew in the next, also when the clock was set back', () => {
  let now = 1_000_000;
  const may = createRateLimit(2, () => now);
  expect([may('a'), may('a'), may('a'), may('b')]).toEqual([true, true, false, true]);
  now += 60_000;
  expect(may('a')).toBe(true);
  now -= 3_600_000;
  expect([may('a'), may('a'), may('a')]).toEqual([true, true, false]);
});

it('asks once for all who come at the same time, and keeps no failure', async () => {
  let [now, asked] = [0, 0];
  const fails = new Set([2]);
  const get = createMemo(5000, () => now, () => Promise.resolve().then(() => {
    asked += 1;
    if (fails.has(asked)) throw new Error('no');
    return asked;
  }));
  expect(await Promise.all([get(), get()])).toEqual([{ at: 0, value: 1 }, { at: 0, value: 1 }]);
  now = 4999;
  expect((await get()).value).toBe(1);
  now = 5000;
  await expect(get()).rejects.toThrow('no');
  expect(await get()).toEqual({ at: 5000, value: 3 });
  now = 0; // set back
  expect((await get()).value).toBe(4);
});
