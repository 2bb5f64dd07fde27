import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { figureOf } from '@/lib/contract/figures';
import type { Outcome } from '@/lib/contract/finding';
import { evaluate } from '@/lib/engine/evaluate';
import type { Needs, Values } from '@/lib/engine/types';
import { valuesOf } from '@/lib/engine/values';
import { preflight, probes, verification } from '@/lib/guide';
import { inputsOf, type CaseSettings } from './inputs';
import { readingsOf } from './readings';

interface Case {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly settings?: CaseSettings;
  readonly outcome: Outcome;
  /** When it is judged, where the row is about that. */
  readonly at?: string;
  /** A part of the message, where the row is about it. */
  readonly says?: string;
  /** The whole remedy, where the row is about it. */
  readonly advises?: string;
  readonly repair?: boolean;
  /** Of a probe: whether it is a pass worth a look. */
  readonly isNote?: boolean;
  /** What is ill, by its names. */
  readonly subjects?: readonly string[];
  /** Of a probe: what the facts said that many milliseconds before, for figures that are rates. */
  readonly earlier?: { readonly facts: Readonly<Record<string, unknown>>; readonly ago: number };
  /** Of a probe: all its figures, by id. */
  readonly figures?: Readonly<Record<string, number>>;
}

const folder = 'tests/cases/checks';
const fileOf = (id: string) => `${id.replace('/', '.')}.json`;
const casesOf = (id: string) => JSON.parse(readFileSync(`${folder}/${fileOf(id)}`, 'utf8')) as Case[];
const now = 1_000_000_000;

describe.each([...preflight, ...verification, ...probes].map((check) => [check.id, check] as const))('%s', (id, check) => {
  it.each(casesOf(id).map((each, index) => [`${index + 1}: ${each.outcome} ${each.says ?? ''}`, each] as const))('%s', (_name, each) => {
    const inputs = inputsOf(each.settings);
    const found = evaluate(check, readingsOf(check.needs(inputs), each.facts), inputs, Date.parse(each.at ?? '1970-01-01T00:00:00Z'));
    expect(found.outcome).toBe(each.outcome);
    if (each.says !== undefined) expect(found.message).toContain(each.says);
    expect(found.message).toMatch(/\.$/);
    if (each.advises !== undefined) expect(found.remedy).toBe(each.advises);
    // Who reads that something is wrong also reads what to do.
    if (found.outcome !== 'pass') expect(found.remedy).toMatch(/\S/);
    if (each.repair !== undefined) expect(found.repair !== null).toBe(each.repair);
    if (each.subjects !== undefined) expect(found.subjects).toEqual(each.subjects);
    if (each.isNote !== undefined) expect(found.isNote).toBe(each.isNote);
  });

  it('is unknown when a fact can not be read', () => {
    const inputs = inputsOf();
    const needs = check.needs(inputs);
    if (Object.keys(needs).length === 0) return;
    const readings = readingsOf(needs, Object.fromEntries(Object.keys(needs).map((name) => [name, { unreadable: 'Nobody knows.' }])));
    expect(evaluate(check, readings, inputs, 0)).toMatchObject({ outcome: 'unknown', message: 'Nobody knows.', repair: null });
  });
});

it('no repair makes containers before it looked whether the disks are there', () => {
  const made = probes.flatMap((probe) => casesOf(probe.id).flatMap(({ facts, settings }) => {
    const inputs = inputsOf(settings);
    const commands = (evaluate(probe, readingsOf(probe.needs(inputs), facts), inputs, 0).repair?.commands ?? []).map((command) => JSON.stringify(command));
    const up = commands.findIndex((text) => text.includes('"up","-d"'));
    return up === -1 ? [] : [[probe.id, commands.slice(0, up).some((text) => text.includes('disks-are-there'))] as const];
  }));
  expect([...new Set(made.map(([id]) => id))].sort()).toEqual(['drift/images', 'drift/ports', 'insides/services']);
  expect(made.filter(([, looks]) => !looks)).toEqual([]);
});

describe.each(probes.flatMap((probe) => (probe.figures === undefined ? [] : [[probe.id, probe] as const])))('the figures of %s', (id, probe) => {
  const cases = casesOf(id).filter(({ figures }) => figures !== undefined);
  it('have cases', () => {
    expect(cases).not.toEqual([]);
  });

  it.each(cases.map((each, index) => [index + 1, each] as const))('%s', (_index, each) => {
    const inputs = inputsOf(each.settings);
    const earlier = each.earlier === undefined ? null : { facts: values(probe.needs(inputs), each.earlier.facts), at: now - each.earlier.ago };
    const figures = probe.figures?.(values(probe.needs(inputs), each.facts), inputs, earlier, now) ?? [];
    expect(Object.fromEntries(figures.map((figure) => [figure.id, figure.value]))).toEqual(each.figures);
    for (const figure of figures) expect(figureOf(figure.id), figure.id).not.toBeNull();
  });
});

function values(needs: Needs, facts: Readonly<Record<string, unknown>>): Values<Needs> {
  const known = valuesOf(needs, readingsOf(needs, facts));
  if ('reason' in known) throw new Error(known.reason);
  return known.values as Values<Needs>;
}

it('has a file of cases for each check, and no other', () => {
  expect(readdirSync(folder).sort()).toEqual([...preflight, ...verification, ...probes].map(({ id }) => fileOf(id)).sort());
});
