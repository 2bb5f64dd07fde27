import { expect, it } from 'vitest';
import { meanings } from '@/components/wizard/meaning';
import lines from '@/lib/guide/lines.json';

it('names only lines that the guide has', () => {
  const known = new Set((lines as { id: string }[]).map((line) => line.id));
  const named = Object.values(meanings).flatMap((meaning) => meaning.lines);
  expect(named.filter((line) => !known.has(line))).toEqual([]);
});
