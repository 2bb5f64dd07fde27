import { afterEach, expect, it } from 'vitest';
import type { Step } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { sudo } from '@/lib/shell/command';
import { appendStep, RunBench } from '../../support/run-bench';

let bench: RunBench;
afterEach(() => bench.close());

const proof = appendStep('proof');
const start = appendStep('start', [sudo(['empty', '/proof'])], { takesAway: ['content:/proof'] });
/** As `proof`, of a fact that may be absent. */
const proven: Step<Inputs> = { ...proof, plan: (facts: never, inputs: Inputs) => ((facts as { text?: string }).text === undefined ? [sudo(['append', '/proof', 'done proof'])] : proof.plan(facts, inputs)) };

it('counts a step that an earlier one of the same plan makes due', async () => {
  bench = await RunBench.open([start, proven]);
  bench.server.files.set('/proof', 'done proof\n');
  const plan = await bench.call('plan.make', { server: (await bench.work.repositories.servers.list())[0]!.name });
  expect(plan.chapters.flatMap((chapter) => chapter.steps).map(({ state }) => state)).toEqual(['planned', 'planned']);
  expect(plan.sentence).toMatch(/^2 steps with 3 commands/);
});

it('leaves it in place when the earlier one has nothing to do', async () => {
  bench = await RunBench.open([start, proven]);
  for (const name of ['proof', 'start']) bench.server.files.set(`/${name}`, `done ${name}\n`);
  const plan = await bench.call('plan.make', { server: (await bench.work.repositories.servers.list())[0]!.name });
  expect(plan.sentence).toBe('Everything is in place: nothing to do.');
});
