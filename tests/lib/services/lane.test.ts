import { expect, it } from 'vitest';
import { startLane } from '@/lib/services/workers/watch/lane';
import { HandClock } from '../../support/telling-bench';

it('lets one that joins keep time with the others, also while something is asked once more in between', async () => {
  const clock = new HandClock(0);
  const stopped = new AbortController();
  const trips: string[] = [];
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const lane = startLane({ clock, signal: stopped.signal, oneByOne: false, ask: (ids) => Promise.resolve(void trips.push(`${clock.now() / 1000} ${ids.toSorted().join(' ')}`)).then(() => null) });
  lane.add('quick', 30_000, 0);
  lane.add('mended', 300_000, 0);
  lane.between('mended', 15_000);
  await settle();
  for (let second = 5; second <= 95; second += 5) {
    if (second === 10) lane.join('back', 30_000);
    await settle();
    clock.move(5000);
    await settle();
  }
  expect(trips).toEqual(['0 mended quick', '15 mended', '30 back quick', '60 back quick', '90 back quick']);
  stopped.abort();
  await lane.done;
});
