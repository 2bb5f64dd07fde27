import { readFileSync } from 'node:fs';
import type { Slot } from '@/lib/contract/materials';
import type { MaterialFiles } from '@/lib/guide/materials/material-file';

/** Cases of tests/cases/hostile. */
export function readCases<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../cases/hostile/${name}.json`, import.meta.url), 'utf8')) as T;
}

export interface TextCase {
  readonly name: string;
  readonly text?: string;
  /** A long text, spelled short. */
  readonly repeat?: { readonly head: string; readonly unit: string; readonly count: number };
  readonly rules: readonly string[];
  readonly services?: readonly string[];
}
export const textOfCase = ({ text, repeat }: TextCase): string => text ?? `${repeat?.head ?? ''}${(repeat?.unit ?? '').repeat(repeat?.count ?? 0)}`;

/** Stored files from texts. */
export function materialFiles(texts: Partial<Record<Slot, string>>): MaterialFiles {
  return Object.fromEntries(Object.entries(texts).map(([slot, text]) => [slot, { fileName: `${slot}.txt`, text, savedAt: '2026-01-01T00:00:00.000Z', sha256: text.slice(0, 100) + String(text.length), bytes: Buffer.byteLength(text) }]));
}
