import { expect, it } from 'vitest';
import { unaccounted, type CountedPart } from '@/lib/engine/space-account';
import cases from '../../cases/space-account.json';

it.each(cases as { name: string; used: number; parts: CountedPart[]; unplaced: string[]; rest: unknown }[])('$name', ({ used, parts, unplaced, rest }) => {
  expect(unaccounted(used, parts, unplaced)).toEqual(rest);
});
