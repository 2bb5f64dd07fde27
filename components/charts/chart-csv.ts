import type { ChartLine } from './chart-lines';

const unitWords = { load: 'load', percent: 'percent', bytes: 'bytes', 'bytes/s': 'bytes per second', ms: 'milliseconds', count: 'count' } as const;

/** All points of a chart: a time a row, three columns a line, in the figure's own unit. Lines end as RFC 4180 wants it. */
export function chartCsv(lines: readonly ChartLine[]): string {
  const times = [...new Set(lines.flatMap((line) => line.times))].sort((left, right) => left - right);
  const places = lines.map((line) => new Map(line.times.map((time, point) => [time, point])));
  const head = ['time', ...lines.flatMap(({ label, unit }) => ['average', 'least', 'most'].map((what) => `${label} (${unitWords[unit]}), ${what}`))];
  const rows = times.map((time) => [
    new Date(time).toISOString(),
    ...lines.flatMap(({ avg, min, max }, index) => {
      const point = places[index]!.get(time);
      return point === undefined ? ['', '', ''] : [avg[point], min[point], max[point]].map(String);
    }),
  ]);
  return [head.map(text), ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** A name of the server's may begin like a formula, which a spreadsheet would run: then it gets an apostrophe. */
function text(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A file name of what the chart shows: letters, digits and hyphens. */
export const csvName = (server: string, title: string): string => `${server}-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}.csv`;
