const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  formats.set(zone, format);
  return format;
}

/** What a clock on the wall shows in `zone`, as milliseconds: read it with the UTC methods of Date. */
export function wallTime(at: number, zone: string): number {
  const parts = Object.fromEntries(formatOf(zone).formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day, parts.hour, parts.minute, parts.second);
}

const day = 86_400_000;

/**
 * When a clock on the wall of `zone` shows this: the way back of `wallTime`. What comes twice, as clocks are put back, is the
 * first of both; what is left out, as they are put forward, is as much later.
 */
export function fromWallTime(wall: number, zone: string): number {
  const offset = (at: number) => wallTime(at, zone) - Math.floor(at / 1000) * 1000;
  const before = wall - offset(wall - day);
  const after = wall - offset(wall + day);
  return wallTime(before, zone) !== wall && wallTime(after, zone) === wall ? after : before;
}

/** "22:30" of the day in which the wall time stands, as a wall time. */
export function atClock(wall: number, clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return Math.floor(wall / day) * day + hours * 3_600_000 + minutes * 60_000;
}

/** A wall time so many days on. */
export const addDays = (wall: number, days: number): number => wall + days * day;
