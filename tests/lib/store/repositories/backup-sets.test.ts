import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { newestFirst } from '@/lib/engine/backup-sets';
import type { BackupSetRecord } from '@/lib/store/repositories/backup-sets';
import { createRepositories, type Repositories } from '@/lib/store/repositories/repositories';
import { openTestDatabase, type TestDatabase } from '../../../support/database';

let test: TestDatabase;
let repositories: Repositories;
const server = newId();
const destinationId = newId();
const whole: BackupSetRecord = {
  id: newId(), serverId: server, destinationId, runId: null, startedAt: '2026-11-30T02:30:00.000Z', endedAt: '2026-11-30T03:30:00.000Z', state: 'complete', verifiedAt: '2026-11-30T04:00:00.000Z', provenAt: null,
  bytes: 5e15, parts: [{ source: 'mongodb', bytes: 4e15, state: 'complete' }, { source: 'files', bytes: 1e15, state: 'complete' }], manifest: { version: 1, indices: [{ name: 'events', documents: 7 }] },
};
const add = (id: string, name: string) => repositories.servers.add(id, { name, address: 'a', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, 0);
beforeEach(async () => {
  test = await openTestDatabase();
  repositories = createRepositories(test.database, test.encryption);
  await add(server, 'one');
  await repositories.backupDestinations.add({ id: destinationId, serverId: server, place: { kind: 'directory', path: '/mnt/one' } }, secret('x'), 0);
});
afterEach(() => test.close());

it('gives back a set of petabytes as it was put, from its first part to its proof', async () => {
  const { backupSets } = repositories;
  const begun: BackupSetRecord = { ...whole, endedAt: null, state: 'incomplete', verifiedAt: null, bytes: 0, parts: [], manifest: null };
  for (const set of [begun, whole, { ...whole, provenAt: '2026-12-01T00:00:00.000Z' }]) {
    await backupSets.put(set);
    expect(await backupSets.get(whole.id)).toEqual(set);
    const { manifest: _, ...entry } = set;
    expect(await backupSets.of(server, 9)).toEqual([entry]);
  }
  expect([await backupSets.remove(whole.id), await backupSets.get(whole.id)]).toEqual([true, null]);
});

it('lists as the engine orders, so many at most', async () => {
  for (const hour of [3, 1, 2, 2]) await repositories.backupSets.put({ ...whole, id: newId(), startedAt: `2026-11-30T0${hour}:00:00.000Z` });
  const all = await repositories.backupSets.of(server, 9);
  expect(all.map(({ startedAt }) => startedAt.slice(12, 13))).toEqual(['3', '2', '2', '1']);
  expect([newestFirst(all), await repositories.backupSets.of(server, 2)]).toEqual([all, all.slice(0, 2)]);
});

const halves: Partial<BackupSetRecord>[] = [{ endedAt: null }, { parts: [] }, { manifest: null }, { parts: [{ source: 'files', bytes: 1, state: 'incomplete' }] }, { bytes: 2 ** 53 }];
it.each(halves)('writes no half set that calls itself whole: %j', async (half) => {
  await expect(repositories.backupSets.put({ ...whole, ...half })).rejects.toThrow();
  expect(await test.database.backupSet.count()).toBe(0);
});

it('reads none either, nor a row of another version, whoever wrote it', async () => {
  const rows = [{ endedAt: null }, { parts: '[]' }, { parts: 'no JSON' }, { manifest: null }, { parts: '[{"source":"files","bytes":1,"state":"incomplete"}]' }, { parts: '[{"source":"tape","bytes":1,"state":"complete"}]' }, { state: 'splendid' }, { bytes: 2n ** 60n }, { bytes: -1n }];
  for (const data of rows) {
    await repositories.backupSets.put(whole);
    await test.database.backupSet.update({ where: { id: whole.id }, data });
    expect([await repositories.backupSets.of(server, 9), await repositories.backupSets.get(whole.id)], Object.keys(data).join()).toEqual([[], null]);
  }
});

it('lets a server that names the backup of another one change nothing there', async () => {
  const [other, there] = [newId(), newId()];
  await add(other, 'two');
  await repositories.backupDestinations.add({ id: there, serverId: other, place: { kind: 'directory', path: '/mnt/one' } }, secret('x'), 0);
  await repositories.backupSets.put(whole);
  await expect(repositories.backupSets.put({ ...whole, serverId: other, destinationId: there, bytes: 1 })).rejects.toMatchObject({ code: 'P2002' });
  expect([await repositories.backupSets.get(whole.id), await repositories.backupSets.of(other, 9)]).toEqual([whole, []]);
});

it('outlives its run, and goes with its server', async () => {
  const run = newId();
  await test.database.run.create({ data: { id: run, serverId: server, serverName: 'one', kind: 'backup', title: 'Back up', state: 'done', actor: 'ada', inputsHash: '', inputsEnc: '', createdAt: new Date(0) } });
  await repositories.backupSets.put({ ...whole, runId: run });
  expect((await repositories.backupSets.get(whole.id))?.runId).toBe(run);
  await test.database.run.delete({ where: { id: run } });
  expect(await repositories.backupSets.get(whole.id)).toEqual(whole);
  await repositories.servers.remove(server);
  expect(await test.database.backupSet.count()).toBe(0);
});
