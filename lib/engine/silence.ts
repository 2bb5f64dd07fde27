import type { Window } from '@/lib/contract/alert';
import { count } from '@/lib/core/units';
import { addDays, atClock, fromWallTime, wallTime } from './zoned-time';

/** Whether the window is open at `at`. */
export function isActive(window: Window, at: number): boolean {
  return activeUntil(window, at) !== null;
}

/** When the window that is open at `at` closes, in milliseconds; null: it is not open. One that opens again before it closes stays open. */
export function activeUntil(window: Window, at: number): number | null {
  if (window.kind === 'once') return Date.parse(window.from) <= at && at < Date.parse(window.to) ? Date.parse(window.to) : null;
  const open = starts(window, at, -2, 1).filter((start) => start <= at && at < start + window.minutes * 60_000);
  return open.length === 0 ? null : Math.max(...open) + window.minutes * 60_000;
}

/** Windows that follow on each other so often have no end that is worth telling. */
const mostInARow = 50;

/** Until when one of the windows is open, without a gap from `at` on; null: none is open, or no end is in sight. */
export function silentUntil(windows: readonly Window[], at: number): number | null {
  let until = at;
  for (let row = 0; row < mostInARow; row += 1) {
    const next = Math.max(...windows.map((window) => activeUntil(window, until) ?? 0), 0);
    if (next === 0) return until === at ? null : until;
    until = next;
  }
  return null;
}

/** The next times at which it opens, five at most. */
export function nextTimes(window: Window, at: number): number[] {
  if (window.kind === 'once') return [Date.parse(window.from)].filter((from) => from > at);
  return starts(window, at, -1, 37).filter((start) => start > at).slice(0, 5);
}

/** Beginnings on the days around `at`, ascending. */
function starts({ days, at: clock, zone }: Extract<Window, { kind: 'weekly' }>, at: number, from: number, to: number): number[] {
  const today = atClock(wallTime(at, zone), clock);
  const walls = Array.from({ length: to - from + 1 }, (_, index) => addDays(today, from + index));
  return walls.filter((wall) => days.includes(new Date(wall).getUTCDay())).map((wall) => fromWallTime(wall, zone));
}

const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** "Each Saturday and Sunday from 02:30 for 90 minutes (Europe/Berlin)." */
export function windowSentence(window: Window): string {
  if (window.kind === 'once') return `Once, from ${utc(window.from)} to ${utc(window.to)}.`;
  const days = [...window.days].sort((a, b) => a - b).map((day) => names[day]);
  const which = days.length === 7 ? 'Each day' : `Each ${new Intl.ListFormat('en').format(days as string[])}`;
  return `${which} from ${window.at} for ${count(window.minutes, 'minute')} (${window.zone}).`;
}

const utc = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;

export interface Quiet {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

/** When the quiet hours end in which `at` stands; null: it stands in none. The same time twice: there are none. */
export function quietUntil({ from, to, zone }: Quiet, at: number): number | null {
  if (from === to) return null;
  const wall = wallTime(at, zone);
  const [begin, end] = [atClock(wall, from), atClock(wall, to)];
  if (begin < end) return wall >= begin && wall < end ? later(end, zone, at) : null;
  if (wall >= begin) return later(addDays(end, 1), zone, at);
  return wall < end ? later(end, zone, at) : null;
}

/** Of an end that comes twice, as clocks are put back, the first may be over. */
function later(wall: number, zone: string, at: number): number {
  const end = fromWallTime(wall, zone);
  return end > at ? end : at + (wall - wallTime(at, zone));
}
