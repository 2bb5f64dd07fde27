import { afterEach, expect, it } from 'vitest';
import { Blocked } from '@/lib/engine/blocked';
import type { Step } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { sudo } from '@/lib/shell/command';
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

it('is for one machine, asks before it destroys, and stops where a step is blocked', async () => {
  const machine = '7f3c2a9b5d1e4c60a8b7d6e5f4031221';
  const loses = sudo(['print', 'x'], { effect: 'destroys', why: 'Empties the old one' });
  const stuck: Partial<Step<Inputs>> = { plan: () => { throw new Blocked('Unmount /x.'); } };
  const here = (bench = await RunBench.open([appendStep('one'), appendStep('two', [loses]), appendStep('three', [loses], { destroys: () => ["/x, with 'all' in it"] }), { ...appendStep('four'), ...stuck }]));
  const server = (await here.work.repositories.servers.byId(here.serverId))!.name;
  expect((await here.call('plan.script', { server })).text).toMatch(/^# The server did not say which machine it is/m);
  here.server.files.set('/etc/machine-id', `${machine}\n`);
  const { text } = await here.call('plan.script', { server });
  expect(text).toContain(` server='${server}' machine='${machine}' restarts=''\n`);
  expect(text.split('\n').filter((line) => /^(?:confirm|blocked) /.test(line))).toEqual(["confirm 'Empties the old one'", `confirm '/x, with '\\''all'\\'' in it'`, "blocked 'Unmount /x.'"]);
});
