/** Seconds that the rolled-up values stand for. */
export const shortStep = 300;
export const longStep = 3600;

const day = 86_400;
/** For how many seconds values are kept: raw, of 5 minutes, of an hour. */
export const retention = { raw: 2 * day, short: 30 * day, long: 730 * day } as const;

/** Where history is read from: raw values or one of the steps. */
export type Source = 'raw' | typeof shortStep | typeof longStep;

interface Span {
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** Points that are wanted at most. */
  readonly points: number;
  /** Seconds between two raw values of the slowest figure: a finer step would be all gaps. */
  readonly cadence: number;
}

/** The finest source that still holds the whole span, and the seconds that a point of the answer stands for. Pure. */
export function chooseSource({ from, to, now, points, cadence }: Span): { source: Source; step: number } {
  const wanted = Math.ceil((to - from) / points);
  // What is pruned goes once an hour, so what has just come of age is still there.
  const source: Source = from >= now - retention.raw - 60 ? 'raw' : from >= now - retention.short - 60 ? shortStep : longStep;
  const base = source === 'raw' ? cadence : Math.max(source, Math.ceil(cadence / source) * source);
  return { source, step: Math.max(1, Math.ceil(wanted / base)) * base };
}

/**
 * From which second on values are rolled up again: from the newest window, which may not have been whole, and from what was
 * written since the last time, which a clock that was set back dates earlier. Never windows of which raw values were pruned.
 * Rolling up twice yields the same. Pure.
 */
export function rollFrom({ newest, written, now }: { newest: number | null; written: number | null; now: number }): number {
  const first = Math.min(newest ?? 0, written ?? Infinity);
  const whole = Math.ceil((now - retention.raw) / longStep) * longStep;
  return Math.max(Math.floor(first / shortStep) * shortStep, whole);
}
