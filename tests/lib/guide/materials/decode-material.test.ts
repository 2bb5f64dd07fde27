import { describe, expect, it } from 'vitest';
import { slotFile, type Slot } from '@/lib/contract/materials';
import { isGroundcrewError } from '@/lib/core/errors';
import { decodeMaterial } from '@/lib/guide/materials/decode-material';
import { readCases } from './cases';

interface Case { name: string; slot?: Slot; bytes: { text?: string; hex?: string; byte?: string; count?: number }; reason: string | null }

function bytesOf({ text, hex, byte, count }: Case['bytes']): Uint8Array {
  if (byte !== undefined) return new Uint8Array(count ?? 0).fill(Number.parseInt(byte, 16));
  return hex !== undefined ? Uint8Array.from(Buffer.from(hex, 'hex')) : new TextEncoder().encode(text);
}

describe('decodeMaterial', () => {
  it.each(readCases<Case[]>('uploads'))('$name', ({ bytes, reason, slot = 'constants' }) => {
    const input = bytesOf(bytes);
    let answer: unknown;
    try {
      answer = decodeMaterial(slot, slotFile[slot], input).text;
    } catch (error) {
      if (!isGroundcrewError(error)) throw error;
      expect(error).toMatchObject({ code: 'invalid_input', field: 'file', reason });
      expect(error.message).toMatch(/Nothing was stored\.$/);
      expect(error.message).toContain(`${slotFile[slot]} `);
      expect(error.remedy).toMatch(/\.$/);
      return;
    }
    expect(reason).toBeNull();
    expect(Buffer.from(answer as string, 'utf8').equals(input)).toBe(true);
  });

  it('shows a hostile file name without control or direction characters', () => {
    expect(() => decodeMaterial('compose', '\u202e\u0000evil\n.yml', new Uint8Array())).toThrow(/^evil\.yml is empty\./);
  });
});
