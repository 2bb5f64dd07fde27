import { describe, expect, it } from 'vitest';
import { count, formatBytes, formatDuration } from '@/lib/core/units';

describe('sizes are printed as df -h and free -h print them', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [33_600_000_000, '31.3 GiB'],
    [110 * 1024 ** 3, '110 GiB'],
    [-1, 'unknown size'],
    [Number.NaN, 'unknown size'],
  ])('%d bytes: %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('durations', () => {
  it.each([
    [850, '850 ms'],
    [4000, '4 s'],
    [252_000, '4 min 12 s'],
    [120_000, '2 min'],
    [7_500_000, '2 h 5 min'],
    [-5, 'unknown time'],
  ])('%d ms: %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));
});

it('counts with the noun', () => expect([count(1, 'file'), count(3, 'file'), count(0, 'entry', 'entries')]).toEqual(['1 file', '3 files', '0 entries']));
