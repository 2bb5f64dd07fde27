import { afterEach, beforeEach, expect, it } from 'vitest';
import { usualRetention } from '@/lib/contract/backup-retention';
import { noDrills, usualSchedule } from '@/lib/contract/backup-schedule';
import { usualBackupLimits } from '@/lib/contract/backup-watch';
import { newId } from '@/lib/core/ids';
import { createRepositories, type Repositories } from '@/lib/store/repositories/repositories';
import { openTestDatabase, type TestDatabase } from '../../../support/database';

let test: TestDatabase;
let repositories: Repositories;
const server = newId();
const plan = { schedule: { ...usualSchedule, isOn: true, zone: 'Europe/Berlin' }, retention: usualRetention, limits: usualBackupLimits };
beforeEach(async () => {
  test = await openTestDatabase();
  repositories = createRepositories(test.database, test.encryption);
  await repositories.servers.add(server, { name: 'one', address: 'a', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, 0);
});
afterEach(() => test.close());

it('knows since when a schedule is as it is, and when the console last looked', async () => {
  const { backupSchedules } = repositories;
  await backupSchedules.noteAwake(server, 500);
  expect(await backupSchedules.get(server)).toBeNull();
  await backupSchedules.put(server, plan, 1000);
  expect(await backupSchedules.get(server)).toEqual({ ...plan, setAt: 1000, lastAwakeAt: null, drill: noDrills, drillSetAt: null, drillSkippedAt: null });
  await backupSchedules.noteAwake(server, 2000);
  const limits = { ...usualBackupLimits, oldestHours: 48 };
  const { zone, ...rest } = plan.schedule;
  // In another order it is still the same schedule.
  await backupSchedules.put(server, { ...plan, schedule: { zone, ...rest }, limits }, 3000);
  expect(await backupSchedules.get(server)).toMatchObject({ ...plan, limits, setAt: 1000, lastAwakeAt: 2000 });
  await backupSchedules.put(server, { ...plan, schedule: { ...plan.schedule, isOn: false } }, 4000);
  expect(await backupSchedules.get(server)).toMatchObject({ schedule: { isOn: false }, setAt: 4000, lastAwakeAt: 2000 });
  await repositories.servers.remove(server);
  expect(await test.database.backupSchedule.count()).toBe(0);
});

it('knows since when drills are due, leaves them as they are where a plan names none, and does not guess at what it does not understand', async () => {
  const { backupSchedules } = repositories;
  const drill = { often: 'weekly' as const, day: 6, at: '05:00' };
  await backupSchedules.put(server, { ...plan, drill }, 1000);
  await backupSchedules.put(server, { ...plan, drill }, 2000);
  await backupSchedules.put(server, plan, 3000);
  await backupSchedules.noteDrillSkipped(server, 2500);
  expect(await backupSchedules.get(server)).toMatchObject({ drill, setAt: 1000, drillSetAt: 1000, drillSkippedAt: 2500 });
  for (const text of ['{}', '{"often":"daily","day":0,"at":"05:00"}', '{"often":"weekly","day":null,"at":"05:00"}']) {
    await test.database.backupSchedule.update({ where: { serverId: server }, data: { drill: text } });
    expect(await backupSchedules.get(server)).toMatchObject({ schedule: plan.schedule, drill: null });
  }
});

it('writes nothing that could not be read again', async () => {
  await expect(repositories.backupSchedules.put(server, { ...plan, retention: { last: 0, days: 0, weeks: 0, months: 0 } }, 0)).rejects.toThrow();
  expect(await repositories.backupSchedules.get(server)).toBeNull();
});

it.each(['no JSON', '[]', 'null', '{}', '{"last":2,"days":null,"weeks":4,"months":6}', '{"last":2,"weeks":4,"months":6}'])('keeps nothing and deletes nothing by a retention that reads %j', async (retention) => {
  await repositories.backupSchedules.put(server, plan, 0);
  await test.database.backupSchedule.update({ where: { serverId: server }, data: { retention } });
  expect(await repositories.backupSchedules.get(server)).toMatchObject({ schedule: plan.schedule, retention: null });
});

it('begins nothing by a schedule that it does not understand, and tells by the usual limits then', async () => {
  await repositories.backupSchedules.put(server, { ...plan, limits: { ...usualBackupLimits, oldestHours: 48 } }, 0);
  await test.database.backupSchedule.update({ where: { serverId: server }, data: { schedule: JSON.stringify({ ...plan.schedule, zone: 'Nowhere/Land' }), limits: '{"oldestHours":0}' } });
  expect(await repositories.backupSchedules.get(server)).toMatchObject({ schedule: null, retention: usualRetention, limits: usualBackupLimits });
});

it('notes a skipped time once, and forgets it when it is old or its server gone', async () => {
  const { backupSkips } = repositories;
  for (const dueAt of [3000, 1000, 2000]) await backupSkips.note(server, { dueAt, why: `Due at ${dueAt}.` });
  await backupSkips.note(server, { dueAt: 2000, why: 'Something else.' });
  expect(await backupSkips.since(server, 2000)).toEqual([{ dueAt: 2000, why: 'Due at 2000.' }, { dueAt: 3000, why: 'Due at 3000.' }]);
  await backupSkips.prune(3000);
  expect(await backupSkips.since(server, 0)).toEqual([{ dueAt: 3000, why: 'Due at 3000.' }]);
  await repositories.servers.remove(server);
  expect(await test.database.backupSkip.count()).toBe(0);
});
