import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { usualRetention } from '@/lib/contract/backup-retention';
import { usualSchedule, type DrillSchedule } from '@/lib/contract/backup-schedule';
import { usualBackupLimits } from '@/lib/contract/backup-watch';
import { newId } from '@/lib/core/ids';
import { backups } from '@/lib/guide/monitoring/backups';
import { readWatchedBackups } from '@/lib/services/backup-schedule-watched';
import { FakeServer } from '../../support/fake-host';
import { FakeRestic } from '../../support/fake-restic';
import { readyForBackups } from '../../support/ready-for-backups';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
const minute = 60_000;
let bench: RunBench;
let fake: FakeServer;
let restic: FakeRestic;
let server: string;
let destination: string;
/** Bytes that the server says are available, and how the restore of MongoDB in a drill ends. */
let memory: number;
let ends: number;
/** The last line of the drill with ClearML. */
let clearml: string;
/** Due in ten minutes by the console's clock, which is fast: saved later it would be due in a week. The backups themselves are off. */
const soon = (): DrillSchedule => {
  const at = new Date(bench.clock.now() + 10 * minute);
  return { often: 'weekly', day: at.getUTCDay(), at: at.toISOString().slice(11, 16) };
};
const save = (drill?: DrillSchedule, more = {}) => bench.call('backup-schedule.save', { server, plan: { schedule: { ...usualSchedule, isOn: false, zone: 'UTC', jitterMinutes: 0, ...more }, retention: usualRetention, limits: usualBackupLimits, ...(drill && { drill }) } });
const told = async () => (await bench.call('backup-schedule.get', { server })).drill;
const drills = async () => (await bench.call('run.list', { server })).filter(({ kind }) => kind === 'drill');
const sets = () => bench.call('backup-set.list', { server });
const eventually = (what: () => Promise<void>) => vi.waitFor(what, { timeout: 20_000, interval: 50 });
const someLooks = () => bench.clock.sleep(3 * minute);
const backUp = async () => {
  const { run } = await bench.call('backup.start', { server, destination });
  await bench.until(run, ({ state }) => state === 'done');
  return run;
};

beforeEach(async () => {
  [memory, ends] = [16e9, 0];
  restic = new FakeRestic();
  fake = new FakeServer((command, process) => {
    if (command.kind === 'exec' && command.argv.join(' ') === 'cat /proc/meminfo') {
      process.out(`MemTotal: 32000000 kB\nMemAvailable: ${Math.floor(memory / 1024)} kB\nSwapTotal: 0 kB\n`);
      return 0;
    }
    if (command.kind === 'script' && command.file === 'guide/drill/mongodb.sh' && ends !== 0) {
      process.error("MongoDB's archive in the repository is not whole.\n");
      return ends;
    }
    if (command.kind === 'script' && command.file === 'guide/drill/clearml.sh') process.out(`${clearml}\n`);
    return restic.respond(command, process);
  });
  bench = await RunBench.open([], undefined, undefined, { probes: [backups] });
  bench.connect = () => fake.connect();
  ({ server, destination } = await readyForBackups(bench));
});
afterEach(() => bench.close());

it('drills once, by "system", the newest backup that is not proven; the next time is told, and saved anew it stays', async () => {
  await save(soon());
  expect(await told()).toMatchObject({ next: { putOff: null }, waits: expect.stringContaining('no complete backup yet') as string });
  await bench.clock.sleep(12 * minute);
  expect(await drills()).toEqual([]);
  const older = await backUp();
  await eventually(async () => expect((await sets())[0]).toMatchObject({ id: older, provenAt: expect.any(String) as string, drill: { outcome: 'proven' } }));
  const newest = await backUp();
  const { next } = await told();
  expect(Date.parse(next!.at) - bench.clock.now()).toBeGreaterThan(6 * 24 * 60 * minute);
  await save(undefined);
  expect((await told()).next).toEqual(next);
  await save(soon());
  await eventually(async () => expect((await sets()).map(({ id, provenAt }) => [id, provenAt !== null])).toEqual([[newest, true], [older, true]]));
  await someLooks();
  expect((await drills()).map(({ actor, title, state }) => [actor, title, state])).toEqual([['system', 'Restore drill', 'done'], ['system', 'Restore drill', 'done']]);
  expect((await bench.call('activity.list', { limit: 50 })).filter(({ actor }) => actor === 'system').map(({ sentence }) => sentence)).toEqual(Array(2).fill(`started a restore drill of ${server} by its schedule`));
});

it('waits while memory would be too little, a maintenance window or another run, says so, and begins once when that is over', async () => {
  await backUp();
  memory = 5e9;
  const window = await bench.call('silence.add', { kind: 'once', title: 'new disks', server, from: new Date(bench.clock.now() - minute).toISOString(), to: new Date(bench.clock.now() + 600 * minute).toISOString() });
  await save(soon());
  await eventually(async () => expect((await told()).waits).toMatch(/^The drill waits until a maintenance window is over: /));
  await bench.call('silence.remove', { silence: window.id });
  await eventually(async () => expect((await told()).waits).toMatch(/^The drill could not begin\. No drill was started\. A drill may take 3\.7 GiB of memory, and 1\.9 GiB must stay for ClearML; .* It is tried again at /));
  expect(await drills()).toEqual([]);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const { respond } = fake;
  fake.respond = (command, process) => (command.kind === 'script' && command.file.endsWith('/mongodb-part.sh') ? held.then(() => respond(command, process)) : respond(command, process));
  const { run } = await bench.call('backup.start', { server, destination });
  memory = 16e9;
  await eventually(async () => expect((await told()).waits).toBe('The drill waits until another run on this server is over: Back up ClearML.'));
  release();
  await bench.until(run, ({ state }) => state === 'done');
  await eventually(async () => expect((await drills()).map(({ state }) => state)).toEqual(['done']));
  await someLooks();
  expect([await drills(), (await told()).waits]).toMatchObject([[{ state: 'done' }], null]);
});

it('notes as skipped what was missed where nothing is to be made up for', async () => {
  await backUp();
  const missed = new Date(bench.clock.now() - 30 * minute);
  await save({ often: 'weekly', day: missed.getUTCDay(), at: missed.toISOString().slice(11, 16) }, { catchUp: false });
  await bench.workers.stop();
  const before = new Date(bench.clock.now() - 2500 * minute);
  await bench.test.database.backupSchedule.update({ where: { serverId: bench.serverId }, data: { setAt: before, drillSetAt: before, lastAwakeAt: before } });
  await bench.begin();
  await eventually(async () => expect((await told()).skipped).toBe(`${missed.toISOString().slice(0, 16)}:00.000Z`));
  await someLooks();
  expect([await drills(), (await told()).waits]).toEqual([[], null]);
});

it('alerts when the backup could not be restored, which proves it no more, and is well again after a good one', async () => {
  await bench.work.watcher.refresh(bench.serverId);
  const firing = async () => (await bench.call('alert.list', { server, state: 'open' })).filter(({ state }) => state === 'firing').map(({ check, message }) => [check, message]);
  await backUp();
  ends = 62;
  await save(soon());
  await eventually(async () => expect(await firing()).toEqual([['monitoring/backups', expect.stringMatching(/^The last restore drill, ended at .* \(UTC\), found the backup damaged\. Restore MongoDB into one of its own, and compare it: MongoDB's archive in the repository is not whole\.$/)]]));
  expect((await sets())[0]).toMatchObject({ provenAt: null, drill: { outcome: 'damaged', took: null } });
  ends = 0;
  await save(soon());
  await eventually(async () => expect(await firing()).toEqual([]));
  expect((await sets())[0]).toMatchObject({ provenAt: expect.any(String) as string, drill: { outcome: 'proven' } });
});

it('takes no proof away where it only could not be restored, and tells each place by itself', async () => {
  const id = await backUp();
  const drill = async () => {
    const { run } = await bench.call('drill.start', { server, set: id });
    return bench.until(run, ({ endedAt }) => endedAt !== null);
  };
  expect((await drill()).state).toBe('done');
  const [proven] = await sets();
  expect(proven).toMatchObject({ provenAt: expect.any(String) as string, drill: { outcome: 'proven', destination } });
  // A connection that is cut, a disk that is full, a container at its limit of memory.
  ends = 61;
  const { id: run, state } = await drill();
  const { lines } = await bench.call('run.lines', { run, after: 0, limit: 1000 });
  expect([state, lines.map(({ text }) => text)]).toEqual(['failed', expect.arrayContaining(['No damage was found, so the drill says nothing of the backup: it stays proven.'])]);
  const [kept] = await sets();
  expect([kept!.provenAt, kept!.drill?.outcome]).toEqual([proven!.provenAt, 'failed']);
  // Of a copy: the backup itself is not told to be damaged by it.
  await bench.work.repositories.backupDrills.put(bench.serverId, { ...kept!.drill!, id: newId(), destination: newId(), endedAt: new Date(bench.clock.now() + minute).toISOString(), outcome: 'damaged' });
  expect((await sets())[0]!.drill).toEqual(kept!.drill);
});

it('tells whether ClearML worked on what was restored, beside whether that was whole; where it did not, it warns', async () => {
  await bench.work.watcher.refresh(bench.serverId);
  const open = async () => (await bench.call('alert.list', { server, state: 'open' })).map(({ check, message }) => [check, message]);
  const id = await backUp();
  const drill = async (last: string) => {
    clearml = last;
    const { run } = await bench.call('drill.start', { server, set: id });
    const { steps } = await bench.until(run, ({ endedAt }) => endedAt !== null);
    return { steps: steps.map(({ id: step }) => step), ...(await sets())[0]!.drill! };
  };
  expect(await drill('')).toMatchObject({ outcome: 'proven', clearml: { outcome: 'skipped', took: null, sentence: expect.stringContaining('no container of apiserver') as string } });
  restic.writers = ['apiserver'];
  const passed = await drill("clearml passed 2 ClearML's API server started on the restored stores and answered.");
  expect(passed.steps).toEqual(['backups/restic-installed', 'drill/removed-before', 'drill/clearml', 'drill/files', 'drill/removed-after']);
  expect(passed).toMatchObject({ outcome: 'proven', clearml: { outcome: 'passed', took: 2000 }, sentence: expect.stringMatching(/^The backup is proven: restoring it took .*, of which 2 s until ClearML answered, and its data are .* old\. ClearML's API server started/) as string });
  expect(await drill("clearml failed 9 ClearML's API server has ended on the restored stores.")).toMatchObject({ outcome: 'proven', clearml: { outcome: 'failed', took: 9000 }, sentence: expect.not.stringContaining('until ClearML answered') as string });
  expect((await sets())[0]!.provenAt).not.toBeNull();
  await eventually(async () => expect(await open()).toEqual([['monitoring/backups', expect.stringContaining("restored all that was stored, but ClearML did not work on it. ClearML's API server has ended") as string]]));
});

it('tells since when a drill that its schedule names has not begun', async () => {
  const dueAt = async () => (await readWatchedBackups(bench.work, bench.serverId))?.drillDueAt ?? null;
  expect(await dueAt()).toBeNull();
  const day = 24 * 60 * minute;
  const at = new Date(bench.clock.now() - 3 * day);
  await save({ often: 'weekly', day: at.getUTCDay(), at: at.toISOString().slice(11, 16) });
  const before = new Date(bench.clock.now() - 5 * day);
  await bench.test.database.backupSchedule.update({ where: { serverId: bench.serverId }, data: { setAt: before, drillSetAt: before } });
  expect(await dueAt()).toBe(Math.floor(at.getTime() / minute) * minute);
  // It has waited for a first backup.
  await backUp();
  await eventually(async () => expect(await drills()).toHaveLength(1));
  expect((await dueAt())! - bench.clock.now()).toBeGreaterThan(3 * day);
});
