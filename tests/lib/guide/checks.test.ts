import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '@/lib/contract/finding';
import { evaluate } from '@/lib/engine/evaluate';
import { preflight, verification } from '@/lib/guide';
import { inputsOf, type CaseSettings } from './inputs';
import { readingsOf } from './readings';

interface Case {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly settings?: CaseSettings;
  readonly outcome: Outcome;
  /** A part of the message, where the row is about it. */
  readonly says?: string;
  /** The whole remedy, where the row is about it. */
  readonly advises?: string;
  readonly repair?: boolean;
}

const folder = 'tests/cases/checks';
const fileOf = (id: string) => `${id.replace('/', '.')}.json`;

describe.each([...preflight, ...verification].map((check) => [check.id, check] as const))('%s', (id, check) => {
  const cases = JSON.parse(readFileSync(`${folder}/${fileOf(id)}`, 'utf8')) as Case[];
  it.each(cases.map((each, index) => [`${index + 1}: ${each.outcome} ${each.says ?? ''}`, each] as const))('%s', (_name, each) => {
    const inputs = inputsOf(each.settings);
    const found = evaluate(check, readingsOf(check.needs(inputs), each.facts), inputs, 0);
    expect(found.outcome).toBe(each.outcome);
    if (each.says !== undefined) expect(found.message).toContain(each.says);
    expect(found.message).toMatch(/\.$/);
    if (each.advises !== undefined) expect(found.remedy).toBe(each.advises);
    // Who reads that something is wrong also reads what to do.
    if (found.outcome !== 'pass') expect(found.remedy).toMatch(/\S/);
    if (each.repair !== undefined) expect(found.repair !== null).toBe(each.repair);
  });

  it('is unknown when a fact can not be read', () => {
    const inputs = inputsOf();
    const needs = check.needs(inputs);
    if (Object.keys(needs).length === 0) return;
    const readings = readingsOf(needs, Object.fromEntries(Object.keys(needs).map((name) => [name, { unreadable: 'Nobody knows.' }])));
    expect(evaluate(check, readings, inputs, 0)).toMatchObject({ outcome: 'unknown', message: 'Nobody knows.', repair: null });
  });
});

it('has a file of cases for each check, and no other', () => {
  expect(readdirSync(folder).sort()).toEqual([...preflight, ...verification].map(({ id }) => fileOf(id)).sort());
});
