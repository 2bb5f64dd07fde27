import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHistoryWriter } from '@/lib/services/workers/watch/history-writer';
import { TellingBench } from '../../support/telling-bench';

let bench: TellingBench;
beforeEach(async () => {
  bench = await TellingBench.open([]);
});
afterEach(() => bench.close());

const usual = { rawHours: 48, shortDays: 30, longDays: 730 };
const iso = (second: number): string => new Date(second * 1000).toISOString();
const rows = async () => ({ raw: await bench.test.database.sample.count(), short: await bench.test.database.rollup.count({ where: { step: 300 } }), long: await bench.test.database.rollup.count({ where: { step: 3600 } }) });

it('deletes what falls out of a shorter time only when that was agreed to, and writes it down', async () => {
  const now = bench.clock.now() / 1000;
  const writer = createHistoryWriter(() => bench.work);
  for (const hours of [47, 30, 20, 0]) await writer.add(bench.serverId, (now - hours * 3600 - 60) * 1000, [{ figure: 'load5', value: 1 }]);
  await writer.rollUp(bench.serverId);
  expect(await bench.call('history.get', {})).toEqual({ keep: usual, usual });
  const keep = { ...usual, rawHours: 24 };
  expect(await bench.call('history.weigh', keep)).toMatchObject({ servers: 1, losses: [{ of: 'raw', from: iso(now - 47 * 3600 - 60), to: iso(now - 24 * 3600) }] });

  await expect(bench.call('history.save', { keep })).rejects.toMatchObject({ code: 'conflict', reason: 'history.loses' });
  await writer.prune();
  expect(await rows()).toEqual({ raw: 4, short: 4, long: 4 });

  bench.clock.move(1000); // what was written down in one millisecond has no order
  expect(await bench.call('history.save', { keep, agreed: true })).toMatchObject({ keep });
  await writer.prune();
  expect(await rows()).toEqual({ raw: 2, short: 4, long: 4 });
  await bench.restart();
  expect(await bench.call('history.get', {})).toEqual({ keep, usual });
  expect((await bench.call('activity.list', { limit: 5 })).map(({ sentence, outcome }) => [outcome, sentence]).filter(([, sentence]) => sentence?.includes('history'))).toEqual([
    ['ok', 'changed for how long history is kept: 24 hours as measured, 30 days of 5 minutes and 730 days of hours instead of 48 hours as measured, 30 days of 5 minutes and 730 days of hours'],
    ['refused', 'tried to change for how long history is kept and was refused'],
  ]);
});

it('draws a chart from coarser values where finer ones were deleted before they were kept for longer', async () => {
  const now = bench.clock.now() / 1000;
  await bench.call('history.save', { keep: { ...usual, rawHours: 24 } });
  await bench.call('history.save', { keep: { ...usual, rawHours: 96 } });
  const chart = async (hours: number) => (await bench.call('health.series', { server: 'alpha', figures: ['load5'], from: iso(now - hours * 3600), to: iso(now), points: 1000 })).step;
  expect(await chart(20)).toBeLessThan(300);
  expect(await chart(72) % 300).toBe(0);
  bench.clock.move(80 * 3_600_000);
  const later = bench.clock.now() / 1000;
  expect((await bench.call('health.series', { server: 'alpha', figures: ['load5'], from: iso(later - 60 * 3600), to: iso(later), points: 1000 })).step).toBeLessThan(300);
});

it.each([
  [{ rawHours: 1 }, 'keep.rawHours'], [{ rawHours: 999 }, 'keep.rawHours'], [{ shortDays: 2 }, 'keep.shortDays'], [{ longDays: 99_999 }, 'keep.longDays'], [{ shortDays: 300, longDays: 200 }, 'keep.longDays'], [{ rawHours: 30.5 }, 'keep.rawHours'],
])('refuses %j beside its field', async (wrong, field) => {
  await expect(bench.call('history.save', { keep: { ...usual, ...wrong } })).rejects.toMatchObject({ code: 'invalid_input', field });
});
