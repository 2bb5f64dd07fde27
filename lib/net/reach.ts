import type { Clock } from '@/lib/core/clock';
import { systemClock } from '@/lib/core/clock';
import type { Reach } from '@/lib/shell/host';
import { request } from './http';
import { tcp } from './tcp';

/** What the console asks from outside: tcp and http, with the guard of resolve.ts. */
export function createReach({ clock = systemClock }: { clock?: Clock } = {}): Reach {
  return {
    tcp: (host, port, options) => tcp(clock, host, port, options?.timeout ?? 5000),
    http: (input) => request(input, () => clock.now()),
  };
}
