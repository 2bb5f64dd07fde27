import type { FigureUnit } from '@/lib/contract/figures';

/** The history of one figure, as the console gives it, with its name on this chart. */
export interface ChartLine {
  readonly figure: string;
  readonly label: string;
  readonly unit: FigureUnit;
  /** Milliseconds since 1970, ascending. */
  readonly times: readonly number[];
  readonly min: readonly number[];
  readonly avg: readonly number[];
  readonly max: readonly number[];
}

/** null: a gap, which breaks the line; undefined: another line has a point here, this one goes on. */
export type Column = readonly (number | null | undefined)[];
export interface Aligned {
  /** Of all lines together, and one behind the last point before each gap. */
  readonly times: readonly number[];
  readonly lines: readonly { readonly min: Column; readonly avg: Column; readonly max: Column; /** Milliseconds within which a point still speaks for a time. */ readonly reach: number }[];
}

/** Several lines over one row of times. `step`: the milliseconds that one point stands for. */
export function alignLines(lines: readonly ChartLine[], step: number): Aligned {
  const reaches = lines.map(({ times }) => reachOf(times, step));
  const breaks = lines.map(({ times }, line) => gapsOf(times, reaches[line]!, step));
  const all = new Set<number>();
  lines.forEach(({ times }, line) => {
    for (const time of times) all.add(time);
    for (const time of breaks[line]!) all.add(time);
  });
  const times = [...all].sort((left, right) => left - right);
  const at = new Map(times.map((time, index) => [time, index]));
  return {
    times,
    lines: lines.map((line, index) => {
      const spread = (values: readonly number[]): Column => {
        const column: (number | null | undefined)[] = new Array<number | null | undefined>(times.length).fill(undefined);
        for (const time of breaks[index]!) column[at.get(time)!] = null;
        line.times.forEach((time, point) => { column[at.get(time)!] = values[point]; });
        return column;
      };
      return { min: spread(line.min), avg: spread(line.avg), max: spread(line.max), reach: reaches[index]! };
    }),
  };
}

/** Longer than this between two points is a gap. A figure that is asked more rarely than the step is measured by its own pace. */
export function reachOf(times: readonly number[], step: number): number {
  const distances = times.slice(1).map((time, index) => time - times[index]!).sort((left, right) => left - right);
  const usual = distances[Math.floor((distances.length - 1) / 2)] ?? step;
  return Math.max(1.5 * step, 2.5 * usual);
}

/** The times just behind the last point before each gap. */
function gapsOf(times: readonly number[], reach: number, step: number): number[] {
  return times.flatMap((time, index) => {
    const next = times[index + 1];
    return next !== undefined && next - time > reach ? [Math.min(time + step, next - 1)] : [];
  });
}

export interface Reading {
  readonly min: number;
  readonly avg: number;
  readonly max: number;
}

/** What a line says at a time: the nearest point within its reach, and none across a gap. */
export function readingAt({ times, lines }: Aligned, line: number, index: number): Reading | null {
  const columns = lines[line];
  const time = times[index];
  if (!columns || time === undefined) return null;
  const point = [nearest(columns.avg, index, -1), nearest(columns.avg, index, 1)]
    .filter((found) => found !== null && Math.abs(times[found]! - time) <= columns.reach)
    .sort((left, right) => Math.abs(times[left!]! - time) - Math.abs(times[right!]! - time))[0];
  if (point === undefined || point === null) return null;
  return { min: columns.min[point]!, avg: columns.avg[point]!, max: columns.max[point]! };
}

/** The next point in one direction, itself included; null at a gap and at the end. */
function nearest(column: Column, from: number, by: -1 | 1): number | null {
  for (let index = from; index >= 0 && index < column.length; index += by) {
    const value = column[index];
    if (value === null) return null;
    if (value !== undefined) return index;
  }
  return null;
}

/** The index of the time that lies nearest; null in an empty chart. */
export function indexAt({ times }: Aligned, time: number): number | null {
  if (times.length === 0) return null;
  return times.reduce((best, each, index) => (Math.abs(each - time) < Math.abs(times[best]! - time) ? index : best), 0);
}

/** Whether any line has a point here: the cursor does not stop inside a gap. */
export const hasPoint = ({ lines }: Aligned, index: number): boolean => lines.some(({ avg }) => typeof avg[index] === 'number');

/** The smallest and the largest value of a line; null without any. */
export function boundsOf({ min, max }: Pick<ChartLine, 'min' | 'max'>): { least: number; most: number } | null {
  if (min.length === 0) return null;
  return { least: min.reduce((least, value) => Math.min(least, value)), most: max.reduce((most, value) => Math.max(most, value)) };
}
