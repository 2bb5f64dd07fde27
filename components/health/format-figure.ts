import type { FigureUnit } from '@/lib/contract/figures';
import { formatBytes } from '@/lib/core/units';

/** One value with its unit, as a person reads it: "3.42", "12.3 %", "31.3 GiB", "850 ms". NaN and infinity: "unknown". */
export function formatFigure(unit: FigureUnit, value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  const sign = value < 0 ? '-' : '';
  const size = Math.abs(value);
  switch (unit) {
    case 'load': return value.toFixed(2);
    case 'percent': return `${value.toFixed(1)} %`;
    case 'bytes': return sign + formatBytes(size);
    case 'bytes/s': return `${sign}${formatBytes(size)}/s`;
    case 'ms': return size >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${trimmed(value, size >= 10 ? 0 : 1)} ms`;
    case 'count': return trimmed(value, 1);
  }
}

/** What a chart's numbers are divided by, and the unit that it says once. */
export interface Scale {
  readonly divisor: number;
  /** Empty where a bare number is the figure. */
  readonly label: string;
}
const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** One unit for a whole chart, by its largest value. */
export function scaleOf(unit: FigureUnit, largest: number): Scale {
  if (unit === 'bytes' || unit === 'bytes/s') {
    const power = largest < 1 || !Number.isFinite(largest) ? 0 : Math.min(Math.floor(Math.log(largest) / Math.log(1024)), binary.length - 1);
    return { divisor: 1024 ** power, label: `${binary[power]}${unit === 'bytes/s' ? '/s' : ''}` };
  }
  return { divisor: 1, label: unit === 'percent' ? '%' : unit === 'ms' ? 'ms' : '' };
}

/** A number in a chart's unit, without it: three digits that mean something. */
export function inScale({ divisor }: Scale, value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  const scaled = value / divisor;
  const size = Math.abs(scaled);
  return trimmed(scaled, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** A row of numbers shares its decimals, so that an axis reads 0.0, 0.5, 1.0. */
export function axisLabels(values: readonly number[]): string[] {
  const decimals = Math.max(0, ...values.map((value) => (trimmed(value, 3).split('.')[1] ?? '').length));
  return values.map((value) => value.toFixed(decimals));
}

/** `+ 0`: what rounds to nothing has no sign. */
const trimmed = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)) + 0);
