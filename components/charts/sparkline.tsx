import type { TimeWindow } from './time-window';
import { yRange } from './y-range';

const width = 100;
const height = 28;

/** The strokes of a small chart from 0 up, in a box of 100 × 28; a gap ends one stroke and begins another. Times in milliseconds. */
export function sparkPath(times: readonly number[], values: readonly number[], { from, to }: TimeWindow, reach: number): string {
  const [low, high] = yRange(Math.min(...values), Math.max(...values), []);
  return times
    .map((time, index) => {
      const before = times[index - 1];
      const pen = before === undefined || time - before > reach ? 'M' : 'L';
      return `${pen}${round(((time - from) / (to - from)) * width)} ${round(height - ((values[index]! - low) / (high - low)) * height)}`;
    })
    .join('');
}
const round = (value: number): number => Math.round(value * 10) / 10;

/** A figure's course at a glance; its words stand beside it. */
export function Sparkline({ path }: { path: string }) {
  return (
    <svg aria-hidden viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" className="h-7 w-full overflow-visible">
      <path d={path} fill="none" strokeWidth="1.5" strokeLinecap="round" vectorEffect="non-scaling-stroke" className="stroke-chart-a" />
    </svg>
  );
}
