import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineDecoder } from '@/lib/shell/decode';

const decode = (chunks: readonly Uint8Array[], limit?: number) => {
  const decoder = new LineDecoder(0, limit);
  return [...chunks.flatMap((chunk) => decoder.write(chunk)), ...decoder.flush()];
};

describe('lines of a byte stream (T-XSS-1, decoding side)', () => {
  it('are the same however the bytes are cut, and their offsets add up', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(fc.nat(299), { maxLength: 6 }), fc.integer({ min: 4, max: 20 }), (bytes, cuts, limit) => {
      const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((to, index) => bytes.subarray(places[index], to));
      expect(decode(chunks, limit)).toEqual(decode([bytes], limit));
      expect(decode([bytes], limit).at(-1)?.end ?? 0).toBe(bytes.length);
    }));
  });

  it('text comes back whole', () => {
    const text = 'one\nzwölf 🦜\r\n\nprogress 10%\rprogress 20%\n<img onerror=x>\u001b]8;;http://x\u0007link\u001b]52;c;x\u0007\u202e\nlast';
    expect(decode([Buffer.from(text)]).map((line) => line.text)).toEqual(text.split(/\r?\n/));
  });

  it('a line of 10 MB becomes pieces of at most 16 KiB that end between characters', () => {
    const text = 'a🦜'.repeat(2e6);
    const lines = decode([Buffer.from(text), Buffer.from('\n')]);
    expect(lines.map((line) => line.text).join('')).toBe(text);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line.text)))).toBeLessThanOrEqual(16 * 1024);
    expect(lines.filter((line) => line.isWhole)).toHaveLength(1);
  });

  it('what is not UTF-8 becomes a replacement character, and nothing else is lost', () => {
    expect(decode([Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x0a, 0x80, 0x80, 0x80, 0x80, 0x80, 0x0a])], 4).map((line) => line.text)).toEqual(['a\ufffd\ufffdb', '\ufffd\ufffd\ufffd\ufffd', '\ufffd']);
  });
});
