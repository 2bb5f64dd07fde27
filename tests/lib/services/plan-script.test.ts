import { afterEach, expect, it } from 'vitest';
import { appendStep, RunBench } from '../../support/run-bench';

let bench: RunBench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

it('says in the script when it was planned, and where the server is no longer as in the plan shown', async () => {
  const here = (bench = await RunBench.open([appendStep('one'), appendStep('two')]));
  const server = (await here.work.repositories.servers.byId(here.serverId))!.name;
  const before = await here.call('plan.script', { server });
  expect(before.differences).toEqual([]); // nothing was shown yet
  await here.call('plan.make', { server });
  const same = await here.call('plan.script', { server });
  expect(same.differences).toEqual([]);
  expect(same.text).toContain(`# Planned ${same.plannedAt.slice(0, 16).replace('T', ' ')} UTC`);
  expect(same.text).not.toContain('NOT AS SHOWN');
  here.server.files.set('/one', 'done one\n');
  const other = await here.call('plan.script', { server });
  expect(other.differences).toEqual(['Append to one']);
  expect(other.text.split('\n').slice(0, 5).join('\n')).toMatch(/^# NOT AS SHOWN: .*These steps differ: Append to one\.$/m);
});
