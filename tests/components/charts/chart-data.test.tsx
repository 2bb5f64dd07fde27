import { expect, it } from 'vitest';
import { chartCsv, csvName } from '@/components/charts/chart-csv';
import { alignLines, readingAt, type ChartLine } from '@/components/charts/chart-lines';
import { cursorWords, thresholdWords } from '@/components/charts/chart-words';
import { moveCursor, zoomByKey } from '@/components/charts/move-cursor';
import { rangeOf, windowOf, zoomOf, zoomWords } from '@/components/charts/time-window';
import { yRange } from '@/components/charts/y-range';

const line = (label: string, times: number[], values: number[] = times, unit: ChartLine['unit'] = 'load'): ChartLine => ({ figure: label, label, unit, times, min: values.map((value) => value - 1), avg: values, max: values.map((value) => value + 1) });
const step = 30_000;

it('breaks a line at a step without a value, and not where only another line has a point', () => {
  const { times, lines } = alignLines([line('a', [0, step, 4 * step], [1, 2, 3]), line('b', [10_000, 40_000, 70_000, 100_000], [5, 6, 7, 8])], step);
  expect(times).toEqual([0, 10_000, 30_000, 40_000, 60_000, 70_000, 100_000, 120_000]);
  expect(lines[0]?.avg).toEqual([1, undefined, 2, undefined, null, undefined, undefined, 3]);
  expect(lines[1]?.avg).toEqual([undefined, 5, undefined, 6, undefined, 7, 8, undefined]);
});

it('measures a figure that is asked more rarely by its own pace', () => {
  const hour = 3_600_000;
  expect(alignLines([line('updates', [0, hour, 2 * hour])], step).lines[0]?.avg).toEqual([0, hour, 2 * hour]);
});

it('reads the nearest point within reach, and nothing across a gap', () => {
  const aligned = alignLines([line('a', [0, step, 10 * step], [1, 2, 3]), line('b', [5 * step], [9])], step);
  expect(readingAt(aligned, 0, aligned.times.indexOf(step))).toEqual({ min: 1, avg: 2, max: 3 });
  expect(readingAt(aligned, 0, aligned.times.indexOf(5 * step))).toBeNull();
  expect(cursorWords(aligned, [line('a', []), line('b', [])], aligned.times.indexOf(5 * step))).toMatch(/: a nothing kept; b 9\.00 \(8\.00 to 10\.00\)\.$/);
});

it('moves the cursor from point to point and over gaps, from the newest on', () => {
  const aligned = alignLines([line('a', [0, step, 10 * step, 11 * step])], step); // times: 0, 1, (gap), 10, 11
  expect(moveCursor(aligned, null, 'ArrowLeft')).toBe(4);
  expect(moveCursor(aligned, 3, 'ArrowLeft')).toBe(1);
  expect(moveCursor(aligned, 1, 'ArrowRight')).toBe(3);
  expect(moveCursor(aligned, 4, 'ArrowRight')).toBe(4);
  expect(moveCursor(aligned, 3, 'Home')).toBe(0);
  expect(moveCursor(aligned, 0, 'End')).toBe(4);
  expect(moveCursor(aligned, 0, 'PageUp')).toBe(0);
  expect(moveCursor(aligned, 0, 'x')).toBeNull();
  expect(moveCursor(alignLines([], step), null, 'End')).toBeNull();
});

it('zooms by keys around the moment that is looked at, never beyond now', () => {
  const window = { from: 0, to: 4_000_000 };
  expect(zoomByKey(window, 3_000_000, '+', 4_000_000)).toEqual({ from: 2_000_000, to: 4_000_000 });
  expect(zoomByKey(window, null, '-', 4_000_000)).toEqual({ from: -2_000_000, to: 4_000_000 });
  expect(zoomByKey({ from: 0, to: 60_000 }, null, '+', 4_000_000)).toBeNull();
});

it('takes range and zoom from the URL, and nothing from one that makes no sense', () => {
  const now = Date.parse('2026-03-12T10:20:31.000Z');
  expect(rangeOf({}).id).toBe('24h');
  expect(rangeOf({ range: '<x>' }).id).toBe('24h');
  expect([60_000, 3_600_000, 3_600_001, 30 * 3_600_000].map((age) => rangeOf({}, age).id)).toEqual(['1h', '1h', '6h', '24h']);
  expect(rangeOf({ range: '7d' }, 60_000).id).toBe('7d');
  expect(windowOf({ range: '1h' }, now)).toEqual({ from: Date.parse('2026-03-12T09:21:00Z'), to: Date.parse('2026-03-12T10:21:00Z') });
  expect(windowOf({ range: '30d' }, now).to).toBe(Date.parse('2026-03-12T10:30:00Z'));
  const zoom = { from: Date.parse('2026-03-12T08:00:00Z'), to: Date.parse('2026-03-12T09:00:00Z') };
  expect(windowOf({ range: '1h', ...zoomWords(zoom) }, now)).toEqual(zoom);
  expect(zoomOf({ from: '2026-03-12T09:00:00Z', to: '2026-03-12T08:00:00Z' })).toBeNull();
  expect(zoomOf({ from: 'yesterday', to: 'now' })).toBeNull();
  expect(zoomWords(null)).toEqual({ from: '', to: '' });
});

it('writes a CSV of all points, each in its own unit, that no spreadsheet runs', () => {
  expect(chartCsv([line('=cmd()', [0, step], [1, 2]), line('queue "a", b', [step], [5], 'count')])).toBe([
    'time,"\'=cmd() (load), average"',
    '"\'=cmd() (load), least"',
    '"\'=cmd() (load), most"',
    '"queue ""a"", b (count), average"',
    '"queue ""a"", b (count), least"',
    '"queue ""a"", b (count), most"\r\n1970-01-01T00:00:00.000Z',
    '1',
    '0',
    '2',
    '',
    '',
    '\r\n1970-01-01T00:00:30.000Z',
    '2,1,3,5,4,6\r\n',
  ].join(','));
  expect(csvName('alpha', 'Free space: /opt/../x')).toBe('alpha-free-space-opt-x.csv');
});

it('begins an axis at 0 and holds the thresholds that are near', () => {
  expect(yRange(1, 4, [5, 10])).toEqual([0, 10 * 1.08]);
  expect(yRange(0.1, 0.2, [5, 10])[1]).toBeCloseTo(0.216);
  expect(yRange(70, 98, [20, 10, 5], 100)).toEqual([0, 100]);
  expect(yRange(-5, 5, [])).toEqual([-5 * 1.08, 5 * 1.08]);
  expect(yRange(null, null, [])).toEqual([0, 1]);
  expect(yRange(0, 0.0006, [], 100)).toEqual([0, 1.08]);
  expect(thresholdWords('percent', [{ value: 10, outcome: 'warn' }, { value: 5, outcome: 'fail' }])).toBe('Lines: a warning at 10.0 %, a failure at 5.0 %.');
});
