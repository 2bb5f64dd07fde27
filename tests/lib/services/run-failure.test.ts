import { afterAll, beforeAll, expect, it } from 'vitest';
import { defineStep } from '@/lib/engine/step';
import type { Inputs } from '@/lib/guide/inputs';
import { sudo } from '@/lib/shell/command';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { RunBench } from '../../support/run-bench';

let test: TestDatabase;
beforeAll(async () => void (test = await openTestDatabase()));
afterAll(() => test.close());

it('explains a failure by the last attempt, not by what an earlier one complained about', async () => {
  let isMended = false;
  const step = defineStep<Inputs, Record<string, never>>({
    id: 'test/port', guide: null, title: 'Needs a port', why: 'Fails for two reasons', usually: 1000,
    needs: () => ({}),
    plan: () => [...(isMended ? [] : [sudo(['print', 'listen tcp4 0.0.0.0:8080: bind: address already in use'])]), sudo(['fail', '3'])],
  });
  const bench = await RunBench.open([step], 200, test);
  const run = await bench.startRun();
  const first = await bench.until(run, ({ state }) => state === 'failed');
  expect(first.steps[0]?.failure?.cause).toContain('port');
  isMended = true;
  await bench.call('run.retry', { run });
  const second = await bench.until(run, ({ state, steps }) => state === 'failed' && steps[0]?.attempts === 2);
  expect(second.steps[0]?.failure).toMatchObject({ cause: null });
  await bench.workers.stop();
});
