import { expect, it } from 'vitest';
import { createCadence, sleptFor, tookBetween } from '@/lib/engine/cadence';

it('keeps each on its own beat, joins what is due within moments, and makes up for nothing that was missed', () => {
  const cadence = createCadence();
  cadence.set('quick', 30_000, 0);
  cadence.set('other', 60_000, 1500);
  expect([cadence.due(), cadence.untilNext()]).toEqual([['quick', 'other'], 0]);
  for (const id of cadence.due()) cadence.done(id);
  expect(cadence.untilNext()).toBe(30_000);
  cadence.pass(10_000);
  expect([cadence.due(), cadence.untilNext()]).toEqual([[], 20_000]);
  cadence.pass(20_000);
  expect(cadence.due()).toEqual(['quick']);
  cadence.pass(95_000); // the asking took long
  expect(cadence.due()).toEqual(['quick', 'other']);
  cadence.done('quick');
  cadence.done('other');
  expect([cadence.due(), cadence.untilNext()]).toEqual([[], 25_000]);
  cadence.set('lost', 30_000, 0);
  cadence.hold('lost', 1000); // nearer than what would else be joined
  expect([cadence.due(), cadence.untilNext()]).toEqual([[], 1000]);
  cadence.pass(1000);
  expect(cadence.due()).toEqual(['lost']);
  cadence.remove('lost');
  cadence.remove('other');
  cadence.remove('quick');
  expect([cadence.due(), cadence.untilNext()]).toEqual([[], Infinity]);
});

it('keeps the beat of what was asked before its time: it is not left out for two', () => {
  const cadence = createCadence();
  cadence.set('dear', 300_000, 0);
  cadence.done('dear');
  cadence.pass(15_000);
  cadence.done('dear'); // a person asked for it
  expect(cadence.untilNext()).toBe(285_000);
});

it('asks once more in between, and keeps the beat; what the beat reaches first is not asked twice', () => {
  const cadence = createCadence();
  cadence.set('slow', 300_000, 0);
  cadence.done('slow');
  cadence.between('slow', 15_000);
  expect([cadence.due(), cadence.untilNext()]).toEqual([[], 15_000]);
  cadence.pass(15_000);
  expect(cadence.due()).toEqual(['slow']);
  cadence.done('slow');
  expect([cadence.due(), cadence.untilNext()]).toEqual([[], 285_000]);
  cadence.between('slow', 400_000);
  cadence.pass(285_000);
  cadence.done('slow');
  expect(cadence.untilNext()).toBe(300_000);
});

it('moves its beat between the first asking and the second, once', () => {
  const cadence = createCadence();
  cadence.set('spread', 300_000, 1000, 90_000);
  cadence.pass(1000);
  cadence.done('spread');
  expect(cadence.untilNext()).toBe(90_000);
  cadence.done('spread'); // a person asked for it
  cadence.pass(90_000);
  cadence.done('spread');
  expect(cadence.untilNext()).toBe(300_000);
});

it('takes what was meant for the time of a sleep in which the clock jumped', () => {
  expect([sleptFor(30_000, 0, 30_040), sleptFor(30_000, 0, 45_000)]).toEqual([30_040, 45_000]);
  expect([sleptFor(30_000, 0, 3_600_000), sleptFor(30_000, 0, -3_600_000), sleptFor(30_000, 0, 100)]).toEqual([30_000, 30_000, 30_000]);
  expect([tookBetween(0, 700, 60_000), tookBetween(0, -5, 60_000), tookBetween(0, 1e9, 60_000)]).toEqual([700, 0, 60_000]);
});
