import { hasPoint, type Aligned } from './chart-lines';
import { shortestWindow, type TimeWindow } from './time-window';

const tenth = 10;

/** Where a key takes the cursor: one point, a tenth of the chart, or an end. null: it is no key of the cursor, or there is nothing to point at. */
export function moveCursor(aligned: Aligned, from: number | null, key: string): number | null {
  const points = aligned.times.flatMap((_, index) => (hasPoint(aligned, index) ? [index] : []));
  const last = points.length - 1;
  if (last < 0) return null;
  const here = from === null ? null : points.findLastIndex((index) => index <= from);
  const page = Math.max(1, Math.round(points.length / tenth));
  const to = (position: number): number => points[Math.min(Math.max(position, 0), last)]!;
  switch (key) {
    // The newest is what one looks at first, whichever way the arrow points.
    case 'ArrowLeft': return here === null ? to(last) : to(here - 1);
    case 'ArrowRight': return here === null ? to(last) : to(here + 1);
    case 'PageUp': return to((here ?? last) - page);
    case 'PageDown': return to((here ?? last) + page);
    case 'Home': return to(0);
    case 'End': return to(last);
    default: return null;
  }
}

/** "+" halves the window around a time, "-" doubles it. null: no key of the zoom, or no closer look is possible. */
export function zoomByKey({ from, to }: TimeWindow, around: number | null, key: string, now: number): TimeWindow | null {
  const middle = around ?? (from + to) / 2;
  const half = (to - from) / 2;
  if (key === '+' || key === '=') return half < shortestWindow ? null : { from: Math.round(middle - half / 2), to: Math.round(middle + half / 2) };
  if (key === '-') return { from: Math.round(middle - 2 * half), to: Math.min(Math.round(middle + 2 * half), now) };
  return null;
}
