import { expect, it } from 'vitest';
import { chooseSource, rollFrom } from '@/lib/engine/rollup';

const now = 1_800_000_000;
const hour = 3600;
const day = 24 * hour;
const held = now - 2 * day;
const of = (from: number, to = now, points = 300, cadence = 30) => chooseSource({ from, to, held: { raw: now - 2 * day, short: now - 30 * day }, points, cadence });

it('reads the finest values that hold the whole span, and never finer than they were asked', () => {
  expect(of(now - hour)).toEqual({ source: 'raw', step: 30 });
  expect(of(now - hour, now, 300, 300)).toEqual({ source: 'raw', step: 300 });
  expect(of(now - 2 * day)).toEqual({ source: 'raw', step: 600 });
  expect(of(now - 7 * day)).toEqual({ source: 300, step: 2100 });
  expect(of(now - 7 * day, now - 7 * day + hour)).toEqual({ source: 300, step: 300 });
  expect(of(now - 7 * day, now, 1000, hour)).toEqual({ source: 300, step: hour });
  expect(of(now - 365 * day)).toEqual({ source: 3600, step: 30 * hour });
});

it('rolls up again from the newest window, from what a clock that was set back dates earlier, and never what was pruned', () => {
  expect(rollFrom({ newest: now - 400, written: null, held })).toBe(Math.floor((now - 400) / 300) * 300);
  expect(rollFrom({ newest: now - 400, written: now - 9000, held })).toBe(Math.floor((now - 9000) / 300) * 300);
  expect(rollFrom({ newest: null, written: null, held })).toBe(Math.ceil((now - 2 * day) / hour) * hour);
  expect(rollFrom({ newest: now + 9000, written: now - 60, held })).toBe(Math.floor((now - 60) / 300) * 300);
});
