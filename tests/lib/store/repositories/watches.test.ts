import { afterAll, beforeAll, expect, it } from 'vitest';
import { guideThresholds } from '@/lib/contract/watch';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { createRepositories, type Repositories } from '@/lib/store/repositories/repositories';
import { openTestDatabase, type TestDatabase } from '../../../support/database';

let test: TestDatabase;
let repositories: Repositories;
const id = newId();
beforeAll(async () => {
  test = await openTestDatabase();
  repositories = createRepositories(test.database, test.encryption);
  await repositories.servers.add(id, { name: 'one', address: 'a', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, 0);
});
afterAll(() => test.close());

it('stores only what differs from the guide, and takes the guide for what it does not understand', async () => {
  expect(await repositories.watches.get(id)).toEqual({ isOn: true, thresholds: guideThresholds, accessKey: '', secretKey: null });
  await repositories.watches.put(id, { isOn: false, thresholds: { ...guideThresholds, loadWarn: 7 }, accessKey: 'k', secretKey: secret('s') });
  const row = await test.database.watch.findUniqueOrThrow({ where: { serverId: id } });
  expect([row.thresholds, row.secretKeyEnc?.includes('s=')]).toEqual(['{"loadWarn":7}', false]);
  const read = await repositories.watches.get(id);
  expect([read.isOn, read.thresholds.loadWarn, read.secretKey?.reveal()]).toEqual([false, 7, 's']);
  await test.database.watch.update({ where: { serverId: id }, data: { thresholds: '{"loadWarn":"much","diskFail":3,"gone":1}' } });
  expect((await repositories.watches.get(id)).thresholds).toEqual({ ...guideThresholds, diskFail: 3 });
});

it('has another stamp after each change of what probes are given, and the same otherwise', async () => {
  const stamps = new Set<string | null>();
  const changes: (() => Promise<unknown>)[] = [
    () => Promise.resolve(),
    () => repositories.servers.edit(id, { state: 'installed' }),
    () => repositories.servers.edit(id, {}, { password: secret('x') }),
    () => repositories.watches.put(id, { isOn: true, thresholds: { ...guideThresholds, diskFail: 4 }, accessKey: '', secretKey: null }),
    () => test.database.settings.create({ data: { serverId: id, version: 1, jsonEnc: 'x', savedAt: new Date() } }),
    () => test.database.material.create({ data: { serverId: id, slot: 'compose', fileName: 'f', contentEnc: 'x', bytes: 1, sha256: 'a', savedAt: new Date() } }),
    () => test.database.drift.create({ data: { serverId: id, item: 'i', taken: 't' } }),
    () => repositories.backupDrills.put(id, { id: newId(), set: newId(), startedAt: '2026-11-30T04:00:00.000Z', endedAt: '2026-11-30T04:10:00.000Z', outcome: 'failed', took: null, age: 1, files: 'all', sentence: 'It failed.' }),
  ];
  for (const change of changes) {
    await change();
    stamps.add(await repositories.watches.stamp(id));
    await repositories.servers.edit(id, { lastSeenAt: Math.random() * 1e12 });
    stamps.add(await repositories.watches.stamp(id));
  }
  expect(stamps.size).toBe(changes.length);
  expect(await repositories.watches.stamp(newId())).toBeNull();
});
