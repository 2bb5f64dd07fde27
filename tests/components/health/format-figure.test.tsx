import { expect, it } from 'vitest';
import { axisLabels, formatFigure, inScale, scaleOf } from '@/components/health/format-figure';

it.each([
  ['load', 3.416, '3.42'],
  ['percent', 12.34, '12.3 %'],
  ['bytes', 33_608_000_000, '31.3 GiB'],
  ['bytes/s', 1_048_576, '1.0 MiB/s'],
  ['ms', 4.25, '4.3 ms'],
  ['ms', 849.6, '850 ms'],
  ['ms', 12_345, '12.3 s'],
  ['ms', -1500, '-1500 ms'],
  ['ms', -0.04, '0 ms'],
  ['count', 3, '3'],
  ['count', 2.5, '2.5'],
  ['bytes', Number.NaN, 'unknown'],
] as const)('prints %s %d as "%s"', (unit, value, words) => {
  expect(formatFigure(unit, value)).toBe(words);
});

it('takes one unit for a whole chart, by its largest value', () => {
  const scale = scaleOf('bytes', 33_608_000_000);
  expect(scale.label).toBe('GiB');
  expect([33_608_000_000, 1_073_741_824, 0].map((value) => inScale(scale, value))).toEqual(['31.3', '1', '0']);
  expect(scaleOf('percent', 80).label).toBe('%');
  expect(scaleOf('bytes', 0)).toEqual({ divisor: 1, label: 'B' });
});

it('gives the numbers of an axis the same decimals', () => {
  expect(axisLabels([0, 0.5, 1])).toEqual(['0.0', '0.5', '1.0']);
  expect(axisLabels([0, 20, 40])).toEqual(['0', '20', '40']);
});
