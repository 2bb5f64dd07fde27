import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { createHistoryRepository, type HistoryRepository } from '@/lib/store/repositories/history';
import { openTestDatabase, type TestDatabase } from '../../../support/database';

let test: TestDatabase;
let history: HistoryRepository;
const start = 1_766_000_000 - (1_766_000_000 % 3600);
beforeAll(async () => {
  test = await openTestDatabase();
  history = createHistoryRepository(test.database);
});
afterAll(() => test.close());

async function addServer(): Promise<string> {
  const id = newId();
  await test.database.server.create({ data: { id, name: id, address: 'a', port: 22, login: 'l', auth: 'password', sudo: 'none', createdAt: new Date() } });
  return id;
}

/** What rolling up means, said once more in another way. */
function rolled(values: readonly (readonly [number, number])[], step: number) {
  const windows = new Map<number, number[]>();
  for (const [at, value] of values) windows.set(at - (at % step), [...(windows.get(at - (at % step)) ?? []), value]);
  return [...windows].map(([at, all]) => ({ figure: 'load5', at, min: Math.min(...all), avg: expect.closeTo(all.reduce((a, b) => a + b) / all.length, 9) as number, max: Math.max(...all) }));
}

it('rolls raw values up into both steps, the same however often, and goes on from where it was', async () => {
  const server = await addServer();
  const values = Array.from({ length: 1000 }, (_, index) => [start + index * 30 + (index % 7), Math.sin(index) * 10 + (index % 13)] as const).filter((_, index) => index < 300 || index > 340);
  const write = async (part: typeof values) => {
    for (const [at, value] of part) await history.add(server, at, [{ figure: 'load5', value }]);
  };
  await write(values.slice(0, 505));
  await history.rollUp(server, 'raw', 300, 0);
  await history.rollUp(server, 300, 3600, 0);
  await write(values.slice(505));
  const from = (await history.newest(server, 300))!;
  for (let times = 0; times < 2; times++) {
    await history.rollUp(server, 'raw', 300, from);
    await history.rollUp(server, 300, 3600, from - (from % 3600));
  }
  for (const step of [300, 3600]) expect(await history.read(server, { figures: ['load5'], source: step, step, from: 0, to: start + 1e6 })).toEqual(rolled(values, step));
  expect(await history.read(server, { figures: ['load5'], source: 'raw', step: 600, from: 0, to: start + 1e6 })).toEqual(rolled(values, 600));
  expect(await history.read(server, { figures: ['load5'], source: 300, step: 1800, from: 0, to: start + 1e6 })).toEqual(rolled(values, 1800));
});

it('keeps servers and figures apart, takes hostile names, and a second value of the same second over the first', async () => {
  const [one, two] = [await addServer(), await addServer()];
  const hostile = `disk-free:/a"'; DROP TABLE "Sample";--\u202e\n`;
  await history.add(one, start, [{ figure: 'load5', value: 1 }, { figure: hostile, value: 2 }]);
  await history.add(two, start, [{ figure: 'load5', value: 5 }]);
  await history.add(one, start, [{ figure: 'load5', value: 3 }]);
  const read = (id: string) => history.read(id, { figures: ['load5', hostile], source: 'raw', step: 60, from: start, to: start + 60 });
  expect((await read(one)).map(({ figure, avg }) => [figure, avg])).toEqual([[hostile, 2], ['load5', 3]]);
  expect((await read(two)).map(({ avg }) => avg)).toEqual([5]);
  await history.clear(one);
  expect([await read(one), (await read(two)).length, await history.figures(one)]).toEqual([[], 1, []]);
  await history.add(one, start, [{ figure: 'load5', value: 4 }]);
  expect((await read(one)).map(({ avg }) => avg)).toEqual([4]);
});

it('prunes what is older', async () => {
  const server = await addServer();
  for (let index = 0; index < 10; index++) await history.add(server, index * 300, [{ figure: 'load5', value: index }]);
  await history.rollUp(server, 'raw', 300, 0);
  await history.prune('raw', 1500);
  await history.prune(300, 600);
  const read = async (source: 'raw' | 300) => (await history.read(server, { figures: ['load5'], source, step: 300, from: 0, to: 3000 })).map(({ at }) => at / 300);
  expect([await read('raw'), await read(300)]).toEqual([[5, 6, 7, 8, 9], [2, 3, 4, 5, 6, 7, 8, 9]]);
});
