/** Milliseconds since 1970. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

const hour = 3_600_000;
const day = 24 * hour;
export const ranges = [
  { id: '1h', label: '1 h', words: 'the last hour', length: hour },
  { id: '6h', label: '6 h', words: 'the last 6 hours', length: 6 * hour },
  { id: '24h', label: '24 h', words: 'the last 24 hours', length: day },
  { id: '7d', label: '7 d', words: 'the last 7 days', length: 7 * day },
  { id: '30d', label: '30 d', words: 'the last 30 days', length: 30 * day },
  { id: '1y', label: '1 y', words: 'the last year', length: 365 * day },
] as const;
const longestUsual = ranges[2];
/** The closest look. */
export const shortestWindow = 60_000;
const longest = 3 * 365 * day;

type UrlState = Readonly<Record<string, string>>;

/** What charts show unasked: the last 24 hours, or less where a server has been known for less, so that its first hour is not one dot. `age`: milliseconds. */
const usualOf = (age: number): (typeof ranges)[number] => ranges.find(({ length }) => length >= Math.min(age, longestUsual.length)) ?? longestUsual;

/** The range that the URL names; when it names none that there is, the usual one. `age`: for how long there can be values, in milliseconds. */
export const rangeOf = ({ range }: UrlState, age = Infinity): (typeof ranges)[number] => ranges.find(({ id }) => id === range) ?? usualOf(age);

/** The part that was zoomed to, as the URL has it; null without one, or when it makes no sense. */
export function zoomOf({ from, to }: UrlState): TimeWindow | null {
  if (!from || !to) return null;
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  return end - begin >= shortestWindow && end - begin <= longest ? { from: begin, to: end } : null;
}

/** What the charts show. A range ends with the running minute, a long one with the running quarter of an hour: so long one answer holds. */
export function windowOf(url: UrlState, now: number, age = Infinity): TimeWindow {
  const zoom = zoomOf(url);
  if (zoom) return zoom;
  const { length } = rangeOf(url, age);
  const grain = length > day ? 15 * 60_000 : 60_000;
  const to = Math.ceil(now / grain) * grain;
  return { from: to - length, to };
}

/** The URL's words for a zoom, in whole seconds; for null, those that end it. */
export const zoomWords = (zoom: TimeWindow | null): { from: string; to: string } => ({ from: zoom ? seconds(zoom.from) : '', to: zoom ? seconds(zoom.to) : '' });
const seconds = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
