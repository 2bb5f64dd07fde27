import { describe, expect, it } from 'vitest';
import { firstOpenStage, stageStatuses, type WizardData } from '@/components/wizard/stages';
import type { Checkup } from '@/lib/contract/finding';
import type { Plan } from '@/lib/contract/plan';
import type { RunSummary } from '@/lib/contract/run';
import type { Server } from '@/lib/contract/server';
import type { SettingsView } from '@/lib/contract/settings';
import type { Materials } from '@/lib/contract/materials';

const nothing: WizardData = { server: null, materials: null, settings: null, preflight: null, plan: null, run: null, verification: null };
const server = { hostKey: { algorithm: 'ssh-ed25519', sha256: 'x' }, lastSeenAt: '2026-01-01T00:00:00.000Z', login: 'ops', address: '192.0.2.1', state: 'installing' } as Server;
const materials = { files: [{}, {}, {}], remarks: [{ severity: 'warning' }], complete: true } as Materials;
const settings = { settings: { access: { kind: 'tls' } }, problems: {}, complete: true } as SettingsView;
const checkup = (more: Partial<Checkup>) => ({ state: 'done', clear: true, counts: { pass: 30, warn: 0, fail: 0, unknown: 0, overridden: 0 }, ...more }) as Checkup;
const plan = (more: object) => ({ current: true, blockers: [], madeAt: '2026-01-01T10:00:00.000Z', summary: { commands: 40 }, ...more }) as unknown as Plan;
const run = (more: Partial<RunSummary>) => ({ state: 'running', createdAt: '2026-01-01T11:00:00.000Z', progress: { done: 2, total: 18, left: null }, ...more }) as RunSummary;
const stage = (name: string, data: Partial<WizardData>) => stageStatuses({ ...nothing, ...data }).find((status) => status.name === name);

describe('the stages tell their state from what is stored', () => {
  it('opens where something is needed', () => {
    expect(firstOpenStage(nothing)).toBe('connect');
    expect(firstOpenStage({ ...nothing, server })).toBe('materials');
    expect(firstOpenStage({ ...nothing, server, materials, settings })).toBe('preflight');
    expect(firstOpenStage({ ...nothing, server, materials, settings, preflight: checkup({}), plan: plan({}), run: run({ state: 'failed' }) })).toBe('run');
    expect(firstOpenStage({ ...nothing, server, materials, settings, preflight: checkup({ stale: true }), plan: plan({ current: false }) })).toBe('preflight');
    expect(firstOpenStage({ server: { ...server, state: 'installed' }, materials, settings, preflight: checkup({}), plan: plan({}), run: run({ state: 'done' }), verification: checkup({}) })).toBe('finish');
  });
  it.each([
    ['connect', { server: { ...server, hostKey: null } }, 'attention', 'Not connected yet'],
    ['connect', { server: { ...server, hostKey: null }, test: { presented: server.hostKey } }, 'attention', 'Host key not confirmed'],
    ['connect', { server: { ...server, hostKey: null }, test: { presented: null, stages: [{ stage: 'name', outcome: 'pass' }, { stage: 'tcp', outcome: 'fail' }] } }, 'attention', 'No host key seen yet: the port was not reached'],
    ['connect', { server: { ...server, lastSeenAt: null }, test: { ok: false, stages: [{ stage: 'host-key', outcome: 'pass' }, { stage: 'login', outcome: 'fail' }] } }, 'attention', 'Login refused'],
    ['connect', { server: { ...server, failedTest: 'login' } }, 'attention', 'Login refused'],
    ['connect', { server: { ...server, failedTest: 'login' }, test: { ok: true, stages: [{ stage: 'login', outcome: 'pass' }] } }, 'done', 'ops@192.0.2.1'],
    ['materials', { materials }, 'done', '3 files, 1 warning'],
    ['preflight', { preflight: checkup({ state: 'asking' }) }, 'working', 'Asking the server'],
    ['preflight', { preflight: checkup({ clear: false, counts: { pass: 1, warn: 1, fail: 2, unknown: 1, overridden: 1 } }) }, 'attention', '2 failed, 1 unknown, 1 warning, 1 overridden'],
    ['preflight', { preflight: checkup({ stale: true }) }, 'attention', 'Inputs have changed since'],
    ['plan', { plan: plan({ current: false }) }, 'attention', 'Inputs have changed since'],
    ['plan', { plan: plan({}) }, 'ready', 'Ready: 40 commands'],
    ['plan', { plan: plan({ blockers: ['a run is open'] }) }, 'attention', '1 blocker'],
    ['plan', { plan: plan({ summary: { commands: 0 } }) }, 'done', 'Nothing to do'],
    ['plan', { plan: plan({ blockers: ['a run is open'] }), run: run({}) }, 'done', '40 commands'],
    ['run', { run: run({}) }, 'working', '2 of 18 steps, running'],
    ['run', { run: run({ state: 'waiting' }) }, 'attention', '2 of 18 steps, waiting'],
  ])('%s with %o is %s', (name, data, state, holds) => {
    expect(stage(name, data as Partial<WizardData>)).toMatchObject({ state, holds });
  });
});
