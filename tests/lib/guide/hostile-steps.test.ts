import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { isSecret } from '@/lib/core/secret';
import { planStep } from '@/lib/engine/plan';
import { installation } from '@/lib/guide';
import type { Command } from '@/lib/shell/command';
import { renderForAttempt, wordsOf } from '@/lib/shell/render';
import { attacksOn } from '../../support/attacks';
import { inputsOf, type CaseSettings } from './inputs';
import { readingsOf } from './readings';

interface Case {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly settings?: CaseSettings;
  readonly commands?: readonly string[];
}
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // a busy machine is slow
let folder = '';
beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'steps-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The texts of `value` one after the other replaced by `text`. */
function replaced(value: unknown, text: string): unknown[] {
  if (typeof value === 'string') return [text];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) => replaced(each, text).map((other) => (Array.isArray(value) ? value.map((item: unknown, index) => (String(index) === key ? other : item)) : { ...value, [key]: other })));
}

/** Prints what each command would get: its words, then its standard input, each ended by NUL. Runs none. */
const functions = `begin() { :; }
fail() { exit 1; }
restart_machine() { :; }
with_secret() { shift; "$@" </dev/null; }
as_root() { printf '%s\\0' "$@"; cat; printf '\\0'; }
as_login() { as_root "$@"; }
put() { as_root "$@"; }
`;
const shown = (input: unknown) => (typeof input === 'string' ? input : '');
function expectedOf(command: Command): string[] {
  if (command.kind === 'reboot') return [];
  if (command.kind === 'install') return [command.path, `0${command.mode.toString(8).padStart(3, '0')}`, command.owner, isSecret(command.content) ? '' : shown(command.content)];
  return [...wordsOf(command), shown(command.stdin)];
}

it.each(installation.map((step) => [step.id, step] as const))('T-SH-1 T-SH-4 T-SH-5 %s: no text of the settings or of the server becomes a command', (id, step) => {
  const canary = path.join(folder, 'canary');
  const cases = JSON.parse(readFileSync(`tests/cases/steps/${id.replace('installation/', '')}.json`, 'utf8')) as Case[];
  const all = inputsOf();
  const settings = { ...all.settings, supportPassword: 'x', registryPassword: 'x', files: { compose: 'x', override: 'x', constants: 'x' }, images: ['x', 'y'] };
  const commands: Command[] = [];
  for (const attack of attacksOn(canary).slice(0, 12)) for (const { facts, settings: own } of cases) {
    const changed = [...replaced({ ...settings, ...own }, attack).map((each) => ({ facts, own: each as CaseSettings })), ...replaced(facts, attack).map((each) => ({ facts: each as Case['facts'], own }))];
    for (const { facts: found, own: given } of changed) {
      try {
        const inputs = inputsOf(given);
        commands.push(...planStep(step, readingsOf(step.needs(inputs), found), inputs).commands);
      } catch { /* what no schema and no parser lets through may be refused here, too: then nothing runs */ }
    }
  }
  // A step that only looks whether something is as it was has no command to begin with.
  if (cases.some((each) => (each.commands?.length ?? 0) > 0)) expect(commands.length).toBeGreaterThan(100);
  else expect(commands).toEqual([]);
  const rendered = [...new Map(commands.map((command) => [renderForAttempt(command, 0), command]))];
  const out = execFileSync('/bin/sh', [], { input: functions + rendered.map(([text]) => text).join(''), cwd: folder, maxBuffer: 256e6, stdio: ['pipe', 'pipe', 'pipe'] }).toString('utf8');
  expect(existsSync(canary)).toBe(false);
  expect(out.split('\0').slice(0, -1)).toEqual(rendered.flatMap(([, command]) => expectedOf(command)));
});
