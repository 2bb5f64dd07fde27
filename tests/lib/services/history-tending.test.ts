import { afterEach, expect, it, vi } from 'vitest';
import { minutes, seconds } from '@/lib/core/units';
import { layouts } from '@/lib/guide/layouts';
import { diskForecasts } from '@/lib/services/workers/watch/disk-forecasts';
import { createHistoryWriter, type HistoryWriter } from '@/lib/services/workers/watch/history-writer';
import { tendHistory } from '@/lib/services/workers/watch/tend-history';
import { RunBench } from '../../support/run-bench';
import { fileProbe, installed, untilHealth } from '../../support/watch-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(async () => {
  vi.restoreAllMocks();
  await bench.close();
});
const quick = fileProbe('quick', seconds(30));

it('tells from a week of hours when a disk will be full, in the verdict too', async () => {
  bench = await RunBench.open([], 200, undefined, { probes: [quick] });
  bench.server.files.set('/quick', 'good');
  const now = Math.floor(bench.clock.now() / 3_600_000) * 3600;
  await bench.work.repositories.history.add(bench.serverId, now, [{ figure: 'disk-free:/opt/allegro/data', value: 2.2e11 }, { figure: 'disk-free:/', value: 5e10 }]);
  await bench.resources.database.$executeRaw`INSERT INTO "Rollup" ("seriesId", "step", "at", "min", "max", "sum", "count") WITH RECURSIVE hours(h) AS (SELECT 0 UNION ALL SELECT h + 1 FROM hours WHERE h < 167) SELECT "id", 3600, ${now} - h * 3600, 0, 0, CASE "figure" WHEN 'disk-free:/' THEN 5e10 ELSE 2.2e11 + h * 1e9 END, 1 FROM hours, "Series"`;
  await installed(bench);
  const health = await untilHealth(bench, ({ verdict }) => verdict === 'well');
  expect(health.forecasts).toEqual([expect.objectContaining({ mount: '/opt/allegro/data', days: expect.closeTo(9.2, 1) as number, sentence: 'The data disk will be full in 9 days.' })]);
  expect(health.sentence).toBe('ClearML works. The data disk will be full in 9 days.');
});

it('tells nothing of a disk that was not measured for hours: it may be another one by now', async () => {
  bench = await RunBench.open([], 1);
  const now = Math.floor(bench.clock.now() / 3_600_000) * 3600;
  await bench.work.repositories.history.add(bench.serverId, now, [{ figure: 'disk-free:/old', value: 2.2e11 }, { figure: 'disk-free:/new', value: 2.2e11 }]);
  await bench.resources.database.$executeRaw`INSERT INTO "Rollup" ("seriesId", "step", "at", "min", "max", "sum", "count") WITH RECURSIVE hours(h) AS (SELECT 0 UNION ALL SELECT h + 1 FROM hours WHERE h < 150) SELECT "id", 3600, ${now} - (h + CASE "figure" WHEN 'disk-free:/old' THEN 5 ELSE 0 END) * 3600, 0, 0, 2.2e11 + h * 1e9, 1 FROM hours, "Series"`;
  expect((await diskForecasts(bench.work, bench.serverId, layouts.guide)).map(({ mount }) => mount)).toEqual(['/new']);
});

it('rolls up while it watches', async () => {
  bench = await RunBench.open([], 1000, undefined, { probes: [quick] });
  bench.server.files.set('/quick', 'good 4');
  await installed(bench);
  const rolled = () => bench.work.repositories.history.read(bench.serverId, { figures: ['response-time:quick'], source: 300, step: 300, from: 0, to: 4e9 });
  for (let tries = 0; tries < 4000 && (await rolled()).length < 2; tries++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await rolled())[0]).toMatchObject({ min: 4, avg: 4, max: 4 });
  expect(await bench.work.repositories.history.newest(bench.serverId, 3600)).not.toBeNull();
});

it('rolls up what a clock that was set back dates earlier', async () => {
  bench = await RunBench.open([], 1);
  const writer = createHistoryWriter(() => bench.work);
  const now = bench.clock.now();
  const write = (at: number) => writer.add(bench.serverId, at, [{ figure: 'load5', value: 1 }]);
  await write(now);
  await writer.rollUp(bench.serverId);
  await write(now - minutes(60));
  await writer.rollUp(bench.serverId);
  const windows = await bench.work.repositories.history.read(bench.serverId, { figures: ['load5'], source: 300, step: 300, from: 0, to: 4e9 });
  expect(windows).toHaveLength(2);
});

it('prunes after an hour in which the clock did not jump, and not before', async () => {
  bench = await RunBench.open([], 1);
  const stop = new AbortController();
  let [now, rounds, prunes] = [0, 0, 0];
  const jumps = new Map([[8, 40 * 86_400_000], [15, -86_400_000]]);
  const clock = { now: () => now, sleep: (milliseconds: number) => Promise.resolve(void (now += milliseconds + (jumps.get(rounds) ?? 0))) };
  const history: HistoryWriter = {
    add: () => Promise.resolve(),
    paused: () => null,
    rollUp: () => Promise.resolve(void rounds++),
    prune: () => {
      prunes += 1;
      stop.abort();
      return Promise.resolve();
    },
  };
  await tendHistory({ ...bench.work, resources: { ...bench.resources, clock } }, history, () => ['a'], stop.signal);
  expect([rounds, prunes]).toEqual([16 + 12, 1]);
});
