import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planStep } from '@/lib/engine/plan';
import { installation } from '@/lib/guide';
import type { Command } from '@/lib/shell/command';
import { inputsOf, type CaseSettings } from './inputs';
import { readingsOf } from './readings';

interface Case {
  readonly name: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly settings?: CaseSettings;
  /** Each as `EFFECT words…`, `EFFECT install PATH MODE OWNER`, `restarts reboot`. */
  readonly commands?: readonly string[];
  readonly blockedBy?: string;
  readonly destroys?: readonly string[];
  readonly restarts?: readonly string[];
  readonly notNeeded?: string | null;
  readonly irreversible?: string | null;
  readonly usually?: number;
}

const folder = 'tests/cases/steps';

describe.each(installation.map((step) => [step.id, step] as const))('%s', (id, step) => {
  const cases = JSON.parse(readFileSync(`${folder}/${id.replace('installation/', '')}.json`, 'utf8')) as Case[];
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_name, each) => {
    const inputs = inputsOf(each.settings);
    const planned = planStep(step, readingsOf(step.needs(inputs), each.facts), inputs);
    expect(planned.blockedBy).toEqual(each.blockedBy ?? null);
    expect(planned.commands.map(text)).toEqual(each.commands ?? []);
    if (each.destroys !== undefined) expect(planned.destroys).toEqual(each.destroys);
    if (each.restarts !== undefined) expect(planned.restarts).toEqual(each.restarts);
    if (each.notNeeded !== undefined) expect(planned.notNeeded).toBe(each.notNeeded);
    if (each.irreversible !== undefined) expect(planned.irreversible).toBe(each.irreversible);
    if (each.usually !== undefined) expect(planned.usually).toBe(each.usually);
    // A restart and a loss are listed, each in a sentence of its own.
    for (const line of [...planned.destroys, ...planned.restarts]) expect(line).toMatch(/\.$/);
    // A reader of the plan is told what each command is for.
    for (const command of planned.commands) expect(command.why).not.toBe('');
  });

  it('is blocked by a fact that can not be read', () => {
    const inputs = inputsOf();
    const needs = step.needs(inputs);
    const readings = readingsOf(needs, Object.fromEntries(Object.keys(needs).map((name) => [name, { unreadable: 'The disk is on fire.' }])));
    expect(planStep(step, readings, inputs)).toMatchObject({ state: 'blocked', blockedBy: 'The disk is on fire.', commands: [] });
  });
});

it('has a file of cases for each step, and no other', () => {
  expect(readdirSync(folder).sort()).toEqual(installation.map(({ id }) => `${id.replace('installation/', '')}.json`).sort());
});

function text(command: Command): string {
  switch (command.kind) {
    case 'exec': return [command.effect, ...(command.cwd === undefined ? [] : [`(${command.cwd})`]), ...command.argv].join(' ');
    case 'script': return [command.effect, command.file, ...command.args].join(' ');
    case 'install': return `${command.effect} install ${command.path} ${command.mode.toString(8)} ${command.owner}`;
    case 'reboot': return `${command.effect} reboot`;
  }
}
