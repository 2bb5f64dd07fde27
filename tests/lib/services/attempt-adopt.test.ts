import { afterEach, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { sudo } from '@/lib/shell/command';
import { appendStep, RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

/** A server on which another console started attempts. */
async function withForeign(...attempts: readonly (readonly string[])[][]) {
  const here = (bench = await RunBench.open([appendStep('own')]));
  const host = await here.server.connect();
  const ids: string[] = [];
  for (const commands of attempts) {
    const id = newId();
    ids.push(id);
    await host.start({ id, commands: commands.map(([program = '', ...rest]) => sudo([program, ...rest])) });
  }
  return { here, ids, server: (await here.work.repositories.servers.byId(here.serverId))!.name };
}

it('lists what lies on the server and stands in no run of this console, and nothing of its own', async () => {
  const { here, ids, server } = await withForeign([['print', 'hello']], [['fail', '3']]);
  const own = await here.startRun();
  await here.until(own, (run) => run.state === 'done');
  const found = await here.call('attempt.list', { server });
  expect(found.total).toBe(2);
  expect(found.attempts.map(({ id, active, exitCode }) => [id, active, exitCode])).toEqual([[ids[1], false, 3], [ids[0], false, 0]]);
  expect(Date.parse(found.attempts[0]!.startedAt!)).toBeGreaterThan(0);
});

it('makes a run of one: its raw log, redacted, is the journal; it starts nothing and takes no lock', async () => {
  const { here, ids, server } = await withForeign([['print', 'the password is canary-adopted'], ['fail', '3']]);
  await here.work.repositories.servers.edit(here.serverId, {}, { password: secret('canary-adopted') });
  const { run: id } = await here.call('attempt.adopt', { server, attempt: ids[0]! });
  const run = await here.until(id, ({ endedAt }) => endedAt !== null);
  expect(run).toMatchObject({ kind: 'adopted', state: 'failed', sentence: 'Found on the server. It ended with exit code 3.', steps: [{ state: 'failed', exitCode: 3 }] });
  const text = (await here.output(id)).map((line) => line.text).join('\n');
  expect(text).toContain('the password is ••••••');
  expect(JSON.stringify([run, here.events, await here.call('activity.list', {})])).not.toContain('canary-adopted');
  expect(here.server.fake.executed.map(({ attempt }) => attempt)).toEqual([ids[0], ids[0]]);
  expect(here.server.holder).toBeNull();
  expect((await here.call('attempt.list', { server })).total).toBe(0);
  await expect(here.call('attempt.adopt', { server, attempt: ids[0]! })).rejects.toMatchObject({ code: 'conflict', reason: 'attempt.known' });
  await expect(here.call('attempt.adopt', { server, attempt: newId() })).rejects.toMatchObject({ code: 'not_found' });
  for (const verb of ['run.cancel', 'run.retry'] as const) await expect(here.call(verb, { run: id })).rejects.toMatchObject({ reason: 'run.adopted' });
  expect((await here.call('activity.list', {})).find(({ verb, outcome }) => verb === 'attempt.adopt' && outcome === 'ok')?.sentence).toBe(`adopted an attempt found on ${server}: ${ids[0]}`);
  // What ended is not open: this console's own run may start.
  await here.until(await here.startRun(), ({ state }) => state === 'done');
});

it('follows one that is still active, through a cut and a restart of the console, without a gap or a double', async () => {
  const { here, ids, server } = await withForeign([['say', '200'], ['hang']]);
  const { run: id } = await here.call('attempt.adopt', { server, attempt: ids[0]! });
  await here.until(id, ({ lastSeq }) => lastSeq >= 100);
  expect(await here.call('run.get', { run: id })).toMatchObject({ state: 'running', endedAt: null });
  here.server.fake.cut();
  await here.restart();
  here.server.fake.reboot();
  const run = await here.until(id, ({ endedAt }) => endedAt !== null);
  expect(run).toMatchObject({ state: 'interrupted', sentence: expect.stringContaining('the server restarted while it ran') as string });
  const texts = (await here.output(id)).filter(({ stream }) => stream === 'output').map((line) => line.text);
  expect(texts.join('\n')).toBe(here.server.fake.log(ids[0]!).toString().trimEnd());
});
