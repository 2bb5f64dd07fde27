import type { Clock } from '@/lib/core/clock';
import { systemClock } from '@/lib/core/clock';
import type { Reach } from '@/lib/shell/host';
import { request } from './http';
import { names } from './resolve';
import { tcp } from './tcp';
import { tls } from './tls';

/** What the console asks from outside, with the guard of resolve.ts. */
export function createReach({ clock = systemClock }: { clock?: Clock } = {}): Reach {
  return {
    tcp: (host, port, options) => tcp(clock, host, port, options?.timeout ?? 5000),
    http: (input) => request(input, () => clock.now()),
    tls: (input) => tls(input, () => clock.now()),
    names,
  };
}
