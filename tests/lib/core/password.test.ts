import { describe, expect, it } from 'vitest';
import { generatePassword } from '@/lib/core/password';

describe('generatePassword', () => {
  it('throws biased bytes away and uses the others evenly', () => {
    let next = 0;
    const random = (size: number) => Uint8Array.from({ length: size }, () => next++ % 256);
    const counts = new Map<string, number>();
    // 31 passwords of 24 are 744 = 3 × 248 usable bytes: each of the 62 signs exactly 12 times.
    for (let round = 0; round < 31; round += 1) {
      const password = generatePassword(random);
      expect(password).toMatch(/^[A-Za-z0-9]{24}$/);
    }
    next = 0;
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    for (let start = 0; start < 256; start += 8) {
      for (const char of generatePassword(() => bytes.subarray(start, start + 8))) counts.set(char, (counts.get(char) ?? 0) + 1);
      if (start === 240) break;
    }
    expect(counts.size).toBe(62);
    expect(new Set(counts.values())).toEqual(new Set([12]));
  });

  it('differs each time', () => {
    expect(generatePassword()).not.toBe(generatePassword());
  });
});
