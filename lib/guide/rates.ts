import type { Earlier } from '@/lib/engine/types';

/** How much a counter grew in a second; null without an earlier value, and when it began anew (a restart, another disk). */
export function perSecond(now: number, before: number | undefined, milliseconds: number): number | null {
  return before === undefined || now < before || milliseconds <= 0 ? null : ((now - before) / milliseconds) * 1000;
}

/** Milliseconds since the earlier asking; 0 without one. */
export const since = (earlier: Earlier<unknown> | null, at: number): number => (earlier === null ? 0 : at - earlier.at);
