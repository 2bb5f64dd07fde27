/** Seconds that the rolled-up values stand for. */
export const shortStep = 300;
export const longStep = 3600;

/** Where history is read from: raw values or one of the steps. */
export type Source = 'raw' | typeof shortStep | typeof longStep;

interface Span {
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** The second from which on there are raw values, and those of 5 minutes. */
  readonly held: { readonly raw: number; readonly short: number };
  /** Points that are wanted at most. */
  readonly points: number;
  /** Seconds between two raw values of the slowest figure: a finer step would be all gaps. */
  readonly cadence: number;
}

/** The finest source that still holds the whole span, and the seconds that a point of the answer stands for. Pure. */
export function chooseSource({ from, to, held, points, cadence }: Span): { source: Source; step: number } {
  const wanted = Math.ceil((to - from) / points);
  // What is pruned goes once an hour, so what has just come of age is still there.
  const source: Source = from >= held.raw - 60 ? 'raw' : from >= held.short - 60 ? shortStep : longStep;
  const base = source === 'raw' ? cadence : Math.max(source, Math.ceil(cadence / source) * source);
  return { source, step: Math.max(1, Math.ceil(wanted / base)) * base };
}

/**
 * From which second on values are rolled up again: from the newest window, which may not have been whole, and from what was
 * written since the last time, which a clock that was set back dates earlier. Never windows of which raw values were pruned:
 * `held` is the second from which on they are there.
 * Rolling up twice yields the same. Pure.
 */
export function rollFrom({ newest, written, held }: { newest: number | null; written: number | null; held: number }): number {
  const first = Math.min(newest ?? 0, written ?? Infinity);
  const whole = Math.ceil(held / longStep) * longStep;
  return Math.max(Math.floor(first / shortStep) * shortStep, whole);
}
