/** Free bytes, as the mean of an hour; `at` in milliseconds since 1970. */
export interface FreeAt {
  readonly at: number;
  readonly free: number;
}

/** Days until nothing is free: the likely one, the earliest, and the latest; null latest: perhaps never. */
export interface DaysLeft {
  readonly days: number;
  readonly earliest: number;
  readonly latest: number | null;
}

const hour = 3_600_000;
const day = 24 * hour;
const leastSpan = day;
const leastPoints = 18;
const mostDays = 365;
/** Hours on each side of a place where a step may be. */
const side = 6;

/**
 * When a file system will be full if the last days go on: the median of the slopes between all pairs of hours (Theil–Sen),
 * the band from their quantiles. What lies before a sudden change (a big file, something deleted) is left out.
 * Null: it does not fill, not within a year, space is freed again and again, or there is less than a day to tell it by. Pure.
 * @param points ascending in time, one for each hour; hours may be missing
 */
export function forecast(points: readonly FreeAt[]): DaysLeft | null {
  const recent = afterLastStep(points);
  const [first, last] = [recent[0], recent.at(-1)];
  if (!first || !last || recent.length < leastPoints || last.at - first.at < leastSpan) return null;
  const slopes = slopesOf(recent);
  const likely = quantile(slopes, 0.5);
  // Where a quarter of the pairs do not fall, it is noise around a level.
  if (likely >= 0 || quantile(slopes, 0.75) >= 0) return null;
  const now = median(recent.slice(-3).map(({ free }) => free));
  const daysAt = (slope: number) => now / -slope / day;
  const days = daysAt(likely);
  if (days > mostDays) return null;
  const slowest = quantile(slopes, 0.9);
  const latest = slowest >= 0 ? null : daysAt(slowest);
  return { days, earliest: daysAt(quantile(slopes, 0.1)), latest: latest !== null && latest > 10 * mostDays ? null : latest };
}

/** What comes after the last place at which the level changed at once by more than a third of what the trend does in all; nothing where it rose so twice. */
function afterLastStep(points: readonly FreeAt[]): readonly FreeAt[] {
  const values = points.map(({ free }) => free);
  const hops = values.slice(1).map((value, index) => value - (values[index] ?? value));
  const noise = median(hops.map((hop) => Math.abs(hop - median(hops))));
  const trend = points.length < 2 ? 0 : quantile(slopesOf(points), 0.5);
  const whole = Math.abs(trend) * ((points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0));
  const steps = hops.flatMap((hop, at) => {
    const [before, after] = [values.slice(Math.max(0, at + 1 - side), at + 1), values.slice(at + 1, at + 1 + side)];
    const jump = Math.abs(hop - median(hops));
    // A single odd hour goes back at once: the levels on both sides must differ too.
    const levels = Math.abs(median(after) - median(before));
    return jump > 6 * noise && jump > whole / 3 && levels > jump / 2 ? [{ to: at + 1, isFreed: hop > 0 }] : [];
  });
  // One deletion may take more than an hour.
  const freed = steps.filter(({ to, isFreed }, index) => isFreed && !steps.slice(0, index).some((earlier) => earlier.isFreed && to - earlier.to <= side));
  return freed.length > 1 ? [] : points.slice(steps.at(-1)?.to ?? 0);
}

/** Bytes a millisecond between all pairs that lie far enough apart, ascending. */
function slopesOf(points: readonly FreeAt[]): number[] {
  const slopes: number[] = [];
  const apart = Math.min(6 * hour, ((points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)) / 2);
  points.forEach((from, index) => {
    for (const to of points.slice(index + 1)) if (to.at - from.at >= apart && to.at > from.at) slopes.push((to.free - from.free) / (to.at - from.at));
  });
  return slopes.sort((a, b) => a - b);
}

const median = (values: readonly number[]): number => quantile([...values].sort((a, b) => a - b), 0.5);

/** Of ascending values, between the two nearest; 0 of none. */
export function quantile(ascending: readonly number[], share: number): number {
  const place = (ascending.length - 1) * share;
  const [low, high] = [ascending[Math.floor(place)] ?? 0, ascending[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}
