import { expect, it, vi } from 'vitest';
import { TellingBench } from '../../support/telling-bench';

vi.setConfig({ testTimeout: 60_000 });

/** The signals that one of `AbortSignal.any()` hangs on: each of them keeps a reference to it as long as it lives (Node 20). */
function sourcesOf(signal: AbortSignal): unknown[] {
  const symbols = Object.getOwnPropertySymbols(signal).filter(({ description }) => description === 'kSourceSignals');
  return symbols.map((symbol) => (signal as unknown as Record<symbol, unknown>)[symbol]).filter((sources) => sources !== null && sources !== undefined);
}

it('rests on signals that nothing holds on to when the rest is over, and ends at once when it is stopped', async () => {
  expect(sourcesOf(AbortSignal.any([new AbortController().signal]))).toHaveLength(1);
  const bench = await TellingBench.open([]);
  const rested: (AbortSignal | undefined)[] = [];
  const { sleep } = bench.clock;
  bench.clock.sleep = (milliseconds, signal) => {
    rested.push(signal);
    return sleep(milliseconds, signal);
  };
  for (let round = 0; round < 3; round++) {
    const rest = bench.clock.nextRest();
    bench.work.teller.wake();
    await rest;
  }
  await bench.close();
  expect(rested.length).toBeGreaterThanOrEqual(3);
  expect(new Set(rested).size).toBe(rested.length);
  for (const signal of rested) {
    expect(signal?.aborted).toBe(true);
    expect(sourcesOf(signal!)).toEqual([]);
  }
});
