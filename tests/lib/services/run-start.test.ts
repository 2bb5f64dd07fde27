import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { slotFile, type Slot } from '@/lib/contract/materials';
import { hashSnapshot, type Snapshot } from '@/lib/services/inputs';
import { appendStep, RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

it('runs the very inputs by which it judged the plan, when somebody saves others at that moment', async () => {
  bench = await RunBench.open([appendStep('one')], 20);
  const server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  for (const [slot, fileName] of Object.entries(slotFile) as [Slot, string][])
    await bench.call('materials.put', { server, file: { slot, fileName, base64: readFileSync(`tests/support/materials/guide/${fileName}`).toString('base64') } });
  const set = (value: string) => ({ action: 'set' as const, value });
  const save = (dockerNoProxy: string) => bench.call('settings.save', { server, settings: { access: { kind: 'http', address: '127.0.0.1' }, registryUser: 'robot', registryPassword: set('registry password'), supportPassword: set('support password'), dockerNoProxy } });
  await save('shown.example');
  await bench.call('preflight.start', { server });
  await bench.work.checkups.settled(bench.serverId);
  const plan = await bench.call('plan.make', { server });

  const { runs } = bench.work.repositories;
  const openOf = runs.openOf.bind(runs);
  vi.spyOn(runs, 'openOf').mockImplementationOnce(async (id) => {
    await save('another.example');
    return openOf(id);
  });
  const { run } = await bench.call('run.start', { server, plan: plan.id });
  const { overrides: _overrides, ...inputs } = JSON.parse((await runs.inputs(run)).reveal()) as Snapshot;
  expect(inputs.settings.dockerNoProxy).toBe('shown.example');
  expect((await runs.get(run))!.inputsHash).toBe(hashSnapshot(bench.work, inputs));
  await bench.until(run, (each) => each.state === 'done');
});
