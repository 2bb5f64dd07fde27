import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { minutes, seconds } from '@/lib/core/units';
import { readStir, silencedNow } from '@/lib/services/workers/alerts/why-silenced';
import { RunBench } from '../../support/run-bench';
import { fileProbe, installed, untilHealth } from '../../support/watch-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
const begin = Date.UTC(2026, 5, 10, 12);
const iso = (at: number) => new Date(at).toISOString();
const at = async (time: number) => silencedNow((await bench.work.repositories.servers.byId(bench.serverId))!, await readStir(bench.work, time), time);

beforeEach(async () => {
  bench = await RunBench.open([], 200, undefined, { probes: [fileProbe('disk', seconds(30))] });
});
afterEach(() => bench.close());

const window = (title: string, serverName: string | null, from: number, to: number) => bench.work.repositories.silences.add({ id: newId(), serverName, title, window: { kind: 'once', from: iso(from), to: iso(to) }, by: 'ada' }, begin);

it('says a window, and till when windows that follow on it keep alerts silent', async () => {
  await window('First', null, begin, begin + minutes(30));
  await window('Second', null, begin + minutes(20), begin + minutes(60));
  await window('Of another', 'other', begin, begin + minutes(600));
  await window('Later', null, begin + minutes(61), begin + minutes(90));
  expect(await at(begin)).toEqual({ kind: 'window', title: 'First', by: 'ada', until: iso(begin + minutes(60)), run: null });
  expect(await at(begin + minutes(25))).toMatchObject({ title: 'Second', until: iso(begin + minutes(60)) });
  expect(await at(begin + minutes(60))).toBeNull();
});

it('says a run of ours while it works and the minutes after it, and none that stops nothing or waits for a person', async () => {
  const run = { id: newId(), serverId: bench.serverId, serverName: 'x', kind: 'install', title: 'Install ClearML', actor: 'ada', inputsHash: '', inputsEnc: '', createdAt: new Date(begin), startedAt: new Date(begin), state: 'running' };
  const { database } = bench.resources;
  await database.run.create({ data: run });
  expect(await at(begin + minutes(90))).toEqual({ kind: 'run', title: 'Install ClearML', by: 'ada', until: null, run: run.id });
  await database.run.update({ where: { id: run.id }, data: { state: 'done', endedAt: new Date(begin + minutes(90)) } });
  expect(await at(begin + minutes(94))).toMatchObject({ until: iso(begin + minutes(95)) });
  expect(await at(begin + minutes(95))).toBeNull();
  await database.run.update({ where: { id: run.id }, data: { state: 'waiting', endedAt: null } });
  expect(await at(begin + minutes(6))).toBeNull();
  await database.run.update({ where: { id: run.id }, data: { state: 'running', kind: 'acceptance' } });
  expect(await at(begin + minutes(1))).toBeNull();
});

it('says a backup that stops ClearML until a while after that is started again, and none that stops nothing', async () => {
  const server = (await bench.work.repositories.servers.byId(bench.serverId))!;
  const step = (stepId: string, state: string, endedAt: string | null = null) => ({ stepId, state, startedAt: null, endedAt, attempts: [{ state: 'finished' }] });
  const during = (steps: object[], time: number) => silencedNow(server, { windows: [], runs: [{ id: 'r', serverId: server.id, kind: 'backup', title: 'Back up', actor: 'ada', state: 'running', startedAt: iso(begin), endedAt: null, steps } as never] }, time);
  const stopped = step('backups/writers-stopped', 'done', iso(begin));
  expect(during([step('backups/mongodb', 'running')], begin)).toBeNull();
  expect(during([stopped, step('backups/mongodb', 'running')], begin + minutes(300))).toMatchObject({ title: 'Back up' });
  const started = step('backups/writers-started', 'done', iso(begin + minutes(9)));
  expect(during([stopped, started, step('backups/mongodb-verified', 'running')], begin + minutes(10))).toMatchObject({ title: 'Back up' });
  expect(during([stopped, started, step('backups/mongodb-verified', 'running')], begin + minutes(60))).toBeNull();
});

it('stands with a server that is watched, in the list too, and with no other', async () => {
  const now = bench.clock.now();
  await window('New disks', null, now, now + minutes(600));
  const [{ name, silenced } = { name: '', silenced: undefined }] = await bench.call('server.list', {});
  expect(silenced).toBeNull();
  await installed(bench);
  await untilHealth(bench, ({ findings }) => findings.some(({ askedAt }) => askedAt !== null));
  const all = [await bench.call('server.get', { server: name }), ...(await bench.call('server.list', {}))];
  expect(all.map((server) => server.silenced)).toEqual([1, 2].map(() => ({ kind: 'window', title: 'New disks', by: 'ada', until: iso(now + minutes(600)), run: null })));
});
