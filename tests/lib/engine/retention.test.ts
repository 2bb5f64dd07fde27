import { expect, it } from 'vitest';
import type { HistoryExtent } from '@/lib/contract/history';
import { changeKept, heldFrom, usualKeep, usualKept, weighKeep } from '@/lib/engine/retention';
import cases from '../../cases/retention.json';

const now = 1_800_000_000;
const [hour, day] = [3600, 86_400];

it('a longer time brings nothing back, a shorter one is true at once', () => {
  const short = changeKept(usualKept, { ...usualKeep, rawHours: 24, shortDays: 14 }, now);
  expect(heldFrom(short, now)).toEqual({ raw: now - 24 * hour, short: now - 14 * day });
  const long = changeKept(short, usualKeep, now + hour);
  expect(heldFrom(long, now + hour)).toEqual({ raw: now - 23 * hour, short: now - 14 * day + hour });
  expect(heldFrom(long, now + 60 * day)).toEqual({ raw: now + 58 * day, short: now + 30 * day });
  expect(heldFrom(usualKept, now)).toEqual({ raw: now - 48 * hour, short: now - 30 * day });
});

it('believes no time that a wrong clock dated ahead', () => {
  const ahead = changeKept(usualKept, usualKeep, now + 365 * day);
  expect(heldFrom(ahead, now)).toEqual({ raw: now - 48 * hour, short: now - 30 * day });
});

it.each(cases)('$name', ({ keep, oldest, lost, bytes }) => {
  const days = (count: number | undefined): number | null => (count === undefined ? null : now - count * day);
  const { raw, short, long } = oldest as { raw?: number; short?: number; long?: number };
  const extent: HistoryExtent = { servers: 2, figures: 80, lastHour: 9600, oldest: { raw: days(raw), short: days(short), long: days(long) } };
  const weight = weighKeep(usualKeep, { ...usualKeep, ...keep }, extent, now);
  expect(weight.losses.map(({ of, from, to, values }) => [of, (Date.parse(to) - Date.parse(from)) / 1000 / day, values])).toEqual(lost);
  expect(weight.bytes).toBe(bytes);
});

it('proposes a size before anything was measured', () => {
  const nothing: HistoryExtent = { servers: 0, figures: 0, lastHour: 0, oldest: { raw: null, short: null, long: null } };
  expect(weighKeep(usualKeep, usualKeep, nothing, now)).toEqual({ bytes: 58_000_000, servers: 0, losses: [] });
});
