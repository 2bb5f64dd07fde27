import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { defineCheck } from '@/lib/engine/check';
import type { Check, Step } from '@/lib/engine/types';
import type { ServerFact } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import { ask, sudo } from '@/lib/shell/command';
import { appendStep, RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

const text: ServerFact<string> = { from: 'server', id: 'content:/memory', command: ask(['cat', '/memory']), parse: (answer) => answer.stdout };
const memory: Check<Inputs> = defineCheck<Inputs, { text: ServerFact<string> }>({
  id: 'test/memory', guide: null, title: 'Memory', chapter: 'Test', needs: () => ({ text }),
  outcomes: [{ outcome: 'pass', when: (facts) => facts.text === 'enough', message: () => 'Enough.' }, { outcome: 'fail', when: () => true, message: () => 'Too little.' }],
});

it('names the overrides with which the run was started, whatever the preflight says later', async () => {
  let isBroken = true;
  const one = appendStep('one');
  const plan: Step<Inputs>['plan'] = (facts, inputs) => (isBroken ? [sudo(['fail', '7'])] : one.plan(facts, inputs));
  bench = await RunBench.open([{ ...one, plan }], 20, undefined, { preflight: [memory] });
  const server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  for (const [slot, fileName] of [['compose', 'docker-compose.yml'], ['override', 'docker-compose.override.yml'], ['constants', 'constants.env']] as const)
    await bench.call('materials.put', { server, file: { slot, fileName, base64: readFileSync(`tests/support/materials/guide/${fileName}`).toString('base64') } });
  const set = (value: string) => ({ action: 'set' as const, value });
  const save = (dockerNoProxy: string) => bench.call('settings.save', { server, settings: { access: { kind: 'http', address: '127.0.0.1' }, registryUser: 'robot', registryPassword: set('registry password'), supportPassword: set('support password'), dockerNoProxy } });
  const check = async () => {
    await bench.call('preflight.start', { server });
    await bench.work.checkups.settled(bench.serverId);
  };
  await save('');
  await check();
  await bench.call('preflight.override', { server, check: 'test/memory', message: 'Too little.', reason: 'a trial' });
  const shown = await bench.call('plan.make', { server });
  expect(shown.blockers).toEqual([]);
  const { run } = await bench.call('run.start', { server, plan: shown.id });
  await bench.until(run, (each) => each.state === 'failed');

  bench.server.files.set('/memory', 'enough');
  await bench.call('preflight.override', { server, check: 'test/memory', reason: null });
  await check();
  isBroken = false;
  await save('localhost'); // Retry takes new inputs, and still knows how it was started
  await bench.call('run.retry', { run });
  await bench.until(run, (each) => each.state === 'done');
  const record = await bench.call('record.get', { server });
  expect(record?.overrides).toMatchObject([{ title: 'Memory', message: 'Too little.', reason: 'a trial', by: 'ada' }]);
});
