import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@/lib/core/clock';

/** A clock that runs `factor` times as fast as the real one: waits are short, and their order stays true. */
export function scaledClock(factor: number, start = Date.UTC(2026, 0, 1)): Clock {
  const origin = performance.now();
  return {
    now: () => Math.round(start + (performance.now() - origin) * factor),
    sleep: (milliseconds, signal) => sleep(Math.max(milliseconds / factor, 0), undefined, { signal }).catch(() => undefined),
  };
}
