import { afterEach, expect, it, vi } from 'vitest';
import { seconds } from '@/lib/core/units';
import type { ServerFact } from '@/lib/facts/fact';
import { driftProbe } from '@/lib/guide/drift-probe';
import { ask } from '@/lib/shell/command';
import { RunBench } from '../../support/run-bench';
import { findingOf, installed, untilHealth } from '../../support/watch-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

const text = (name: string): ServerFact<string> => ({ from: 'server', id: `content:/${name}`, command: ask(['cat', `/${name}`]), parse: ({ stdout }) => stdout });
const things = driftProbe({
  id: 'drift/things', guide: null, title: 'Things', every: seconds(30),
  needs: () => ({ one: text('one'), two: text('two') }),
  changes: ({ one, two }) => [['/one', one], ['/two', two]].flatMap(([item = '', actual = '']) => (actual === 'laid' ? [] : [{ item, wanted: 'laid', actual }])),
});
const probe = { ...things, needs: (inputs: Parameters<typeof things.needs>[0]) => ({ ...things.needs(inputs), installed: text('receipt') }) };
const told = (outcome: string) => untilHealth(bench, ({ findings }) => findings.some(({ id, outcome: now }) => id === 'drift/things' && now === outcome));

it('takes over what was seen, item by item: what changes after that is told, and the rest is not told again', async () => {
  bench = await RunBench.open([], 200, undefined, { probes: [probe] });
  bench.server.files.set('/receipt', 'hash').set('/one', 'mine').set('/two', 'laid');
  await installed(bench);
  const { findings, server } = await told('warn');
  const { message } = findings.find(({ id }) => id === 'drift/things')!;
  expect(message).toBe('/one: wanted laid, is mine.');
  await expect(bench.call('drift.take', { server, check: 'drift/things', message: 'What another page showed.' })).rejects.toMatchObject({ code: 'conflict' });
  await bench.call('drift.take', { server, check: 'drift/things', message });
  await told('pass');
  expect(await findingOf(bench, 'drift/things')).toMatchObject({ isNote: true, message: 'Taken over as it is: /one.' });

  bench.server.files.set('/two', 'other');
  await told('warn');
  expect((await findingOf(bench, 'drift/things')).message).toBe('/two: wanted laid, is other.');
  bench.server.files.set('/one', 'mine: again').set('/two', 'laid');
  await untilHealth(bench, (health) => health.findings.some((finding) => finding.message.includes('mine: again')));
  await bench.call('drift.take', { server, check: 'drift/things', message: '/one: wanted laid, is mine: again.' });
  await told('pass');

  await bench.call('drift.take', { server, check: 'drift/things', message: null });
  await told('warn');
  await expect(bench.call('drift.take', { server, check: 'test/other', message: 'x' })).rejects.toMatchObject({ code: 'not_found' });
});
