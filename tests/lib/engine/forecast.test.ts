import { expect, it } from 'vitest';
import { forecast, quantile, type FreeAt } from '@/lib/engine/forecast';

const hour = 3_600_000;
const gb = 1e9;
/** Deterministic noise in -1..1. */
function noise(seed: number): () => number {
  let state = seed;
  return () => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648) * 2 - 1;
}
const week = (free: (hours: number) => number, hours = 168): FreeAt[] => Array.from({ length: hours }, (_, index) => ({ at: index * hour, free: free(index) }));

it('tells a steady fill to the day, with a narrow band', () => {
  const { days, earliest, latest } = forecast(week((at) => 100 * gb - at * (gb / 4)))!;
  expect(days).toBeCloseTo((100 - 167 / 4) / 6, 1);
  expect([earliest, latest]).toEqual([expect.closeTo(days, 3), expect.closeTo(days, 3)]);
});

it('sees a fill through noise, and the band holds it', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const random = noise(seed);
    const { days, earliest, latest } = forecast(week((at) => 100 * gb - at * (gb / 4) + random() * 3 * gb))!;
    const truth = (100 - 167 / 4) / 6;
    expect(Math.abs(days - truth)).toBeLessThan(truth * 0.15);
    expect(earliest).toBeLessThan(truth);
    expect(latest ?? Infinity).toBeGreaterThan(truth);
  }
});

it('is silent about a level, still or noisy, and about one that grows', () => {
  const random = noise(7);
  expect(forecast(week(() => 50 * gb))).toBeNull();
  expect(forecast(week(() => 50 * gb + random() * gb))).toBeNull();
  expect(forecast(week((at) => 50 * gb + at * gb))).toBeNull();
  expect(forecast(week((at) => 5000 * gb - at * 1e6))).toBeNull(); // years
});

it('is silent with less than a day, with holes, and with nothing', () => {
  expect(forecast([])).toBeNull();
  expect(forecast(week((at) => 100 * gb - at * gb, 20))).toBeNull();
  expect(forecast(week((at) => 100 * gb - at * gb, 160).filter((_, index) => index % 16 === 0))).toBeNull();
  expect(forecast(week((at) => 100 * gb - at * (gb / 4)).filter((_, index) => index % 5 !== 0))).not.toBeNull();
});

it('is silent after a big file until a day has passed, then goes by what comes after it', () => {
  const random = noise(9);
  const step = (at: number) => (at < 160 ? 90 : 40) * gb + random() * 0.2 * gb;
  expect(forecast(week(step))).toBeNull();
  expect(forecast(week((at) => step(at - (at > 60 ? -100 : 0))))).toBeNull(); // a level before and after
  const after = forecast(week((at) => (at < 100 ? 90 * gb : 60 * gb - (at - 100) * (gb / 4))))!;
  expect(after.days).toBeCloseTo((60 - 67 / 4) / 6, 0);
});

it('goes by what comes after space was freed', () => {
  const freed = (at: number) => (at < 120 ? 40 * gb - at * (gb / 4) : 90 * gb - (at - 120) * (gb / 2));
  expect(forecast(week(freed))!.days).toBeCloseTo((90 - 47 / 2) / 12, 0);
  expect(forecast(week(freed, 130))).toBeNull();
});

it('is silent about a sawtooth of logs that are rotated each night, and sees the fill below a small one', () => {
  expect(forecast(week((at) => 50 * gb - (at % 24) * (gb / 4)))).toBeNull();
  expect(forecast(week((at) => 50 * gb - (at % 50) * (gb / 4)))).toBeNull();
  const small = forecast(week((at) => 100 * gb - at * (gb / 4) - (at % 24) * (gb / 20)))!;
  expect(Math.abs(small.days - (100 - 167 / 4) / 6)).toBeLessThan(2.5);
});

it('is not led astray by single odd hours', () => {
  const odd = forecast(week((at) => (at % 50 === 13 ? 10 * gb : 100 * gb - at * (gb / 4))))!;
  expect(odd.days).toBeCloseTo((100 - 167 / 4) / 6, 0);
});

it('works as recorded on a server that trains by day and rests by night and at the weekend', () => {
  const random = noise(3);
  let free = 400 * gb;
  const recorded = week((at) => {
    const busy = at % 24 >= 8 && at % 24 < 20 && at < 120;
    free -= (busy ? 0.9 : 0.08) * gb * (1 + random() / 2);
    return Math.round(free / 4096) * 4096;
  });
  const { days, earliest, latest } = forecast(recorded)!;
  expect(earliest).toBeLessThan(days);
  expect(latest ?? Infinity).toBeGreaterThan(days);
  expect(days).toBeGreaterThan(25);
  expect(days).toBeLessThan(70);
});

it('takes quantiles between values', () => expect([quantile([], 0.5), quantile([1, 2, 3, 4], 0.5), quantile([1, 5], 1)]).toEqual([0, 2.5, 5]));
