import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usualRetention } from '@/lib/contract/backup-retention';
import { usualSchedule, type BackupSchedule } from '@/lib/contract/backup-schedule';
import { usualBackupLimits } from '@/lib/contract/backup-watch';
import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { backups } from '@/lib/guide/monitoring/backups';
import { FakeServer } from '../../support/fake-host';
import { FakeRestic } from '../../support/fake-restic';
import { readyForBackups } from '../../support/ready-for-backups';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
const minute = 60_000;
let bench: RunBench;
let restic: FakeRestic;
let fake: FakeServer;
let server: string;
let destination: string;
const plan = (schedule: Partial<BackupSchedule> = {}, retention = usualRetention) => ({ schedule: { ...usualSchedule, isOn: true, zone: 'UTC', jitterMinutes: 0, ...schedule }, retention, limits: usualBackupLimits });
/** Due at the minute after next, by the console's clock. */
const soon = (more: Partial<BackupSchedule> = {}) => plan({ cron: `${new Date(bench.clock.now() + 2 * minute).getUTCMinutes()} * * * *`, ...more });
const save = (saved = soon()) => bench.call('backup-schedule.save', { server, plan: saved });
const view = () => bench.call('backup-schedule.get', { server });
const runs = async () => (await bench.call('run.list', { server })).filter(({ kind }) => kind === 'backup');
const byHand = async () => {
  const { run } = await bench.call('backup.start', { server, destination });
  await bench.until(run, ({ state }) => state === 'done');
  return run;
};
const eventually = (what: () => Promise<void>) => vi.waitFor(what, { timeout: 20_000, interval: 50 });
/** As long as a minute of the console's clock takes, several times. */
const someLooks = () => bench.clock.sleep(3 * minute);

beforeEach(async () => {
  restic = new FakeRestic();
  fake = new FakeServer(restic.respond);
  bench = await RunBench.open([], undefined, undefined, { probes: [backups] });
  bench.connect = () => fake.connect();
  ({ server, destination } = await readyForBackups(bench));
});
afterEach(() => bench.close());

describe('a schedule', () => {
  it('is saved only when it names times, and says what is next', async () => {
    expect(await view()).toMatchObject({ saved: null, next: [], place: '/mnt/backup', waits: null });
    await expect(save(plan({ cron: '0 25 * * *' }))).rejects.toMatchObject({ field: 'plan.schedule.cron', reason: 'backup.expression', message: expect.stringContaining('"25" is no hour') as string });
    await expect(save(plan({ cron: '* * * * *' }))).rejects.toMatchObject({ reason: 'backup.expression' });
    expect((await view()).saved).toBeNull();
    await byHand();
    const saved = await save(plan({ zone: 'Europe/Berlin' }));
    expect(saved).toMatchObject({ saved: plan({ zone: 'Europe/Berlin' }), waits: null });
    expect(saved.next.map(({ at }) => at.slice(11, 16))).toEqual(Array(5).fill('01:30'));
    expect((await bench.call('activity.list', { limit: 1 }))[0]?.sentence).toContain('30 2 * * * (Europe/Berlin)');
  });

  it('shows before it is saved what it would do, and what its retention would keep and delete', async () => {
    const made = await byHand();
    const known = (await bench.work.repositories.backupSets.get(made))!;
    const day = (days: number) => new Date(Date.parse(known.startedAt) - days * 24 * 60 * minute).toISOString();
    const older = async (days: number, more: Partial<typeof known> = {}) => {
      const id = newId();
      await bench.test.database.run.create({ data: { ...(await bench.test.database.run.findUniqueOrThrow({ where: { id: made } })), id } });
      await bench.work.repositories.backupSets.put({ ...known, id, runId: id, startedAt: day(days), ...more });
      return id;
    };
    const proven = await older(9, { provenAt: day(8) });
    const plain = await older(10);
    const foreign = newId();
    await bench.work.repositories.backupSets.put({ ...known, id: foreign, runId: null, startedAt: day(11) });
    const cut = await older(12, { state: 'incomplete', manifest: null });
    const preview = (schedule: Partial<BackupSchedule>) => bench.call('backup-schedule.preview', { server, schedule: plan(schedule).schedule, retention: { last: 1, days: 0, weeks: 0, months: 0 } });
    const { problem, next, retention, tooShort } = await preview({ isOn: false });
    expect([problem, next.length, tooShort]).toEqual([null, 5, expect.stringContaining('Less than two days')]);
    expect(retention.complete.map(({ set, reasons }) => [set, reasons])).toEqual([
      [made, ['the newest complete one', 'the newest verified one', 'last, 1 of 1']],
      [proven, ['the last proven one']],
      [plain, []],
      [foreign, ['not made by this console, or its run is gone']],
    ]);
    expect(retention.apart).toMatchObject([{ set: cut, isCleanedUp: true }]);
    expect(await preview({ cron: 'nonsense' })).toMatchObject({ problem: expect.stringContaining('five fields') as string, next: [] });
  });
});

describe('the destination of a schedule', () => {
  it('is the one that is chosen, where one was; it is not forgotten while the schedule is on', async () => {
    const { destination: { id: second } } = await bench.call('backup-destination.save', { server, destination: { id: null, place: { kind: 'directory', path: '/mnt/second' }, passphrase: { action: 'make' } } });
    const forget = (id: string) => bench.call('backup-destination.remove', { server, destination: id, confirm: server });
    // Not due before what follows has been done, however long that takes.
    const later = (more: Partial<BackupSchedule> = {}) => plan({ cron: '0 0 1 1 *', ...more });
    await save(later());
    await expect(forget(destination)).rejects.toMatchObject({ reason: 'backup.scheduled-to' });
    await expect(save(later({ destination: newId() }))).rejects.toMatchObject({ field: 'plan.schedule.destination' });
    await expect(save(later({ destination: second, copyTo: second }))).rejects.toMatchObject({ field: 'plan.schedule.copyTo' });
    const { run } = await bench.call('backup.start', { server, destination: second });
    await bench.until(run, ({ state }) => state === 'done');
    expect(await save(soon({ destination: second }))).toMatchObject({ place: '/mnt/second', waits: null });
    await eventually(async () => expect(await runs()).toHaveLength(2));
    await bench.until((await runs())[0]!.id, ({ state }) => state === 'done');
    expect((await bench.call('backup-destination.list', { server })).map(({ complete, incomplete, scheduled }) => [complete, incomplete, scheduled])).toEqual([[0, 0, null], [2, 0, 'backups']]);
    expect((await bench.call('server.list', {}))[0]?.lastBackup).toMatchObject({ isOld: false });
    await expect(forget(second)).rejects.toMatchObject({ reason: 'backup.scheduled-to' });
    await forget(destination);
    await save(plan({ isOn: false, destination: second }));
    await forget(second);
    expect(await view()).toMatchObject({ saved: { schedule: { destination: '' } }, place: null });
  });
});

describe('what is due', () => {
  it('waits for a first backup by hand, and is then begun once, by "system"', async () => {
    await save();
    expect((await view()).waits).toContain('Back up once by hand first');
    await someLooks();
    expect([await runs(), (await view()).waits]).toEqual([[], expect.stringContaining('Back up once by hand first')]);
    await byHand();
    // The one by hand stands for the time that was due.
    await eventually(async () => expect((await view()).waits).toBeNull());
    expect(await runs()).toHaveLength(1);
    await save(soon());
    await eventually(async () => expect(await runs()).toHaveLength(2));
    await bench.until((await runs())[0]!.id, ({ state }) => state === 'done');
    await someLooks();
    expect((await runs()).map(({ actor }) => actor)).toEqual(['system', 'ada']);
    expect((await bench.call('backup-set.list', { server })).map(({ state }) => state)).toEqual(['complete', 'complete']);
    expect((await bench.call('activity.list', { limit: 50 })).filter(({ actor }) => actor === 'system')).toMatchObject([{ sentence: `started a backup of ${server} by its schedule` }]);
  });

  it('does not begin where the server can not be reached, says so, and begins once when it answers, also over a restart of the console', async () => {
    await byHand();
    fake.refuse = new GroundcrewError({ code: 'unreachable', reason: 'connection.lost', message: 'The server is away.' });
    fake.cut();
    await save();
    await eventually(async () => expect((await view()).waits).toMatch(/^The backup could not begin\. The server is away\. It is tried again at /));
    await someLooks();
    await bench.restart();
    await someLooks();
    expect(await runs()).toHaveLength(1);
    fake.refuse = null;
    await eventually(async () => expect(await runs()).toHaveLength(2));
    const [{ id } = { id: '' }] = await runs();
    await bench.until(id, ({ state }) => state === 'done');
    expect(await runs()).toHaveLength(2);
  });

  it('is put off while another run is open or a maintenance window, and says so', async () => {
    await byHand();
    const window = await bench.call('silence.add', { kind: 'once', title: 'new disks', server, from: new Date(bench.clock.now() - minute).toISOString(), to: new Date(bench.clock.now() + 600 * minute).toISOString() });
    await save();
    await eventually(async () => expect((await view()).waits).toContain('until a maintenance window is over'));
    expect(await runs()).toHaveLength(1);
    let release: () => void = () => undefined;
    const held = new Promise<number>((resolve) => (release = () => resolve(0)));
    fake.respond = (command, process) => (command.kind === 'script' && command.file.endsWith('/mongodb-part.sh') ? held : restic.respond(command, process));
    await bench.call('silence.remove', { silence: window.id });
    await eventually(async () => expect(await runs()).toHaveLength(2));
    // The next time comes while that one still runs.
    const [{ id } = { id: '' }] = await runs();
    await bench.until(id, ({ steps }) => steps.some(({ id: step, state }) => step === 'backups/mongodb' && state === 'running'));
    await save(soon());
    await eventually(async () => expect((await view()).waits).toContain('until another run on this server is over: Back up ClearML.'));
    expect(await runs()).toHaveLength(2);
    await bench.call('run.cancel', { run: id });
    release();
  });

  it('is noted as skipped after a long absence where nothing is to be made up for', async () => {
    await byHand();
    const halfAnHourAgo = new Date(bench.clock.now() - 30 * minute);
    await save(plan({ cron: `${halfAnHourAgo.getUTCMinutes()} * * * *`, catchUp: false }));
    await bench.workers.stop();
    const before = { createdAt: new Date(bench.clock.now() - 2500 * minute) };
    await bench.test.database.backupSchedule.update({ where: { serverId: bench.serverId }, data: { setAt: before.createdAt, lastAwakeAt: before.createdAt } });
    await bench.test.database.backupSet.updateMany({ data: { startedAt: before.createdAt } });
    await bench.test.database.run.updateMany({ data: before });
    await bench.begin();
    await eventually(async () => expect((await view()).skipped).toMatchObject([{ at: `${halfAnHourAgo.toISOString().slice(0, 16)}:00.000Z`, why: expect.stringContaining('the schedule does not catch up') as string }]));
    await someLooks();
    expect([await runs(), (await view()).waits]).toMatchObject([[{ actor: 'ada' }], null]);
  });
});

describe('retention', () => {
  const last = (count: number) => save(plan({ isOn: false }, { last: count, days: 0, weeks: 0, months: 0 }));
  const ids = async () => (await bench.call('backup-set.list', { server })).map(({ id }) => id);
  const stored = () => [...new Set(restic.snapshots.map(({ tags }) => tags[0]?.slice('set='.length)))];

  it('deletes at the end of a backup what it gives up, and takes it out of the list once the server was asked', async () => {
    const [first, second] = [await byHand(), await byHand()];
    expect([await ids(), stored()]).toEqual([[second, first], [first, second]]);
    await last(1);
    const third = await byHand();
    expect([await ids(), stored()]).toEqual([[third, second], [second, third]]);
    expect((await bench.output(third)).at(-2)?.text).toMatch(/^The server was asked back: the backup is complete, .* 1 older one is deleted, as the retention says\.$/);
    // Its time has come, and it was proven while this backup was made.
    fake.respond = async (command, process) => {
      if (command.kind === 'script' && command.file.endsWith('/manifest.sh')) await bench.work.repositories.backupSets.put({ ...(await bench.work.repositories.backupSets.get(second))!, provenAt: new Date(bench.clock.now() - minute).toISOString() });
      return restic.respond(command, process);
    };
    const fourth = await byHand();
    expect([await ids(), stored()]).toEqual([[fourth, third, second], [second, third, fourth]]);
  });

  it('deletes nothing by a retention that is not understood, and lists what could not be deleted', async () => {
    await last(1);
    const sets = [await byHand(), await byHand()];
    await bench.test.database.backupSchedule.update({ where: { serverId: bench.serverId }, data: { retention: '{}' } });
    sets.unshift(await byHand());
    expect(await ids()).toHaveLength(3);
    await last(1);
    restic.before = (file) => (file === 'prune' ? 61 : undefined);
    const { run } = await bench.call('backup.start', { server, destination });
    expect((await bench.until(run, ({ endedAt }) => endedAt !== null)).steps.at(-1)).toMatchObject({ id: 'backups/prune', state: 'failed' });
    expect(stored()).toHaveLength(4);
    expect((await bench.call('backup-set.list', { server })).map(({ id, state }) => [id, state])).toEqual([[run, 'complete'], ...[sets[0], sets[2], sets[1]].map((id) => [id, 'complete'])]);
  });
});

it('alerts when a backup failed, and is well again after the next one', async () => {
  await bench.work.watcher.refresh(bench.serverId);
  const firing = async () => (await bench.call('alert.list', { server, state: 'open' })).filter(({ state }) => state === 'firing').map(({ check, severity, message }) => [check, severity, message]);
  restic.fails = { 'files-part': 61 };
  const { run } = await bench.call('backup.start', { server, destination });
  await bench.until(run, ({ endedAt }) => endedAt !== null);
  await eventually(async () => expect(await firing()).toEqual([['monitoring/backups', 'fail', expect.stringMatching(/^The last backup, begun at .* is incomplete and does not count: the file server is not whole\.$/)]]));
  const troubles = async () => (await bench.call('backup.troubles', { server })).map(({ kind, outcome }) => [kind, outcome]);
  expect(await troubles()).toEqual([['incomplete', 'fail']]);
  await byHand();
  await eventually(async () => expect(await firing()).toEqual([]));
  expect(await troubles()).toEqual([]);
});
