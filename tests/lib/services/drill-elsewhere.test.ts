import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usualRetention } from '@/lib/contract/backup-retention';
import { usualSchedule } from '@/lib/contract/backup-schedule';
import { usualBackupLimits } from '@/lib/contract/backup-watch';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { readWatchedBackups } from '@/lib/services/backup-schedule-watched';
import { FakeServer, type Respond } from '../../support/fake-host';
import { FakeRestic } from '../../support/fake-restic';
import { readyForBackups } from '../../support/ready-for-backups';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
let bench: RunBench;
let restic: FakeRestic;
/** The server that has made the backup, its destination, and the backup. */
let one: string;
let destination: string;
let set: string;
/** The other one, which knows the same repository. */
const two = 'two';
let twoId: string;
let first: FakeServer;
let fake: FakeServer;
let there: string;
/** Bytes that are available on it, how the restore of MongoDB in a drill ends, which images its Docker has, which its registry gives, and which was pulled. */
let memory: number;
let ends: number;
let present: string[];
let pullable: string[];
let pulled: string[];
/** What holds a drill in its middle; what two is told of locks of the repository once a restore in a drill ended, and which of them it has removed. */
let held: Promise<void>;
let locks: string[];
let removed: string[];

const sha = (digit: string) => `sha256:${digit.repeat(64)}`;
const mongo = `registry.two/mongo@${sha('b')}`;
const used = (service: string, image: string, id: string) => `used ${JSON.stringify({ service, image, label: id, id })}`;

/** Its ClearML runs another MongoDB, and the same Elasticsearch as the backup was made with. */
const respond: Respond = (command, process) => {
  const say = (...lines: string[]) => {
    process.out(`${lines.join('\n')}\n`);
    return 0;
  };
  if (command.kind === 'exec' && command.argv.join(' ') === 'cat /proc/meminfo') return say('MemTotal: 32000000 kB', `MemAvailable: ${Math.floor(memory / 1024)} kB`, 'SwapTotal: 0 kB');
  if (command.kind === 'exec' && command.argv[1] === 'pull') {
    pulled.push(command.argv.at(-1)!);
    present.push(command.argv.at(-1)!);
    return 0;
  }
  if (command.kind === 'exec' && command.argv[0] === 'rm') {
    removed.push(...command.argv.filter((word) => word.includes('/locks/')));
    return 0;
  }
  if (command.kind === 'script') {
    switch (command.file) {
      case 'facts/restic-repository.sh': return say(`there {"version":2,"id":"${restic.repository!.id}"}`, 'host two', ...locks.filter((line) => !removed.some((path) => line.includes(path.slice(-64)))));
      case 'facts/restic-versions.sh': return say('mongodb 6.0.9', `image mongo registry.one/mongo:6 ${sha('a')} registry.one/mongo@${sha('b')} ${sha('b')}`, `image elasticsearch elasticsearch:7 ${sha('c')} -`, `image apiserver clearml/apiserver:3.25.0 ${sha('d')} -`);
      case 'facts/docker.sh': return say('client 27.1', 'info {"ServerVersion":"27.1","DockerRootDir":"/var/lib/docker","Driver":"overlay2"}');
      case 'facts/project-images.sh': return say(used('mongo', 'registry.two/mongo:7', sha('1')), used('elasticsearch', 'elasticsearch:7', sha('c')), used('apiserver', 'clearml/apiserver:3.25.0', sha('5')));
      case 'facts/pullable-images.sh': return say(...command.args.flatMap((name) => (present.includes(name) ? [`present ${name}`] : pullable.includes(name) ? [`pullable ${name}`] : [])));
      case 'facts/images.sh': return say(...command.args.filter((name) => present.includes(name)).map((name) => `present ${name}`));
      case 'guide/drill/mongodb.sh':
        if (ends === 137) locks = [`lock gone ${'1'.repeat(64)} {"hostname":"two","pid":7,"time":"2026-11-30T04:00:00Z","exclusive":false}`, `lock gone ${'2'.repeat(64)} {"hostname":"one","pid":8,"time":"2026-11-30T04:00:00Z","exclusive":false}`];
        if (ends !== 0) process.error("MongoDB's archive in the repository is not whole.\n");
        return held.then(() => ends);
    }
  }
  return restic.respond(command, process);
};

beforeEach(async () => {
  [memory, ends, present, pullable, pulled, held, locks, removed] = [16e9, 0, [mongo], [], [], Promise.resolve(), [], []];
  restic = new FakeRestic();
  first = new FakeServer(restic.respond);
  fake = new FakeServer(respond);
  bench = await RunBench.open([]);
  bench.connect = ({ name }) => (name === two ? fake : first).connect();
  ({ server: one, destination } = await readyForBackups(bench));
  set = (await bench.call('backup.start', { server: one, destination })).run;
  await bench.until(set, ({ state, endedAt }) => state === 'done' && endedAt !== null);
  twoId = newId();
  await bench.work.repositories.servers.add(twoId, { name: two, address: '127.0.0.2', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, bench.clock.now());
  await bench.work.repositories.servers.edit(twoId, { state: 'installed' });
  there = (await bench.call('backup-destination.save', { server: two, destination: { id: null, place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { action: 'set', value: restic.repository!.passphrase }, holdsBackups: true } })).destination.id;
});
afterEach(() => bench.close());

const look = () => bench.call('drill.look', { server: two, set, destination: there });
async function drill() {
  const { run } = await bench.call('drill.start', { server: two, set, destination: there });
  const view = await bench.until(run, ({ endedAt }) => endedAt !== null);
  return { run, state: view.state, steps: view.steps.map(({ id }) => id), said: (await bench.output(run)).map(({ text }) => text).join('\n') };
}
const setOf = async (server: string) => (await bench.call('backup-set.list', { server })).find(({ id }) => id === set);
const found = async () => (await bench.call('restore.find', { server: two, destination: there })).find((each) => each.set === set);

it('says of whom the backup is, of what it would be restored, and changes nothing by that', async () => {
  const told = await look();
  expect(told).toMatchObject({ set, of: one, from: '/mnt/backup', findings: [], last: null });
  expect(told.will.join('\n')).toMatch(/a MongoDB of the image that it was made with[^]*compares none with those that are here[^]*Notes how it ended among the backups of the server that made it/);
  // As its manifest says.
  expect(told.startedAt).toBe(restic.snapshots[0]!.time);
  expect(fake.executed).toEqual([]);
});

it('restores it there, and its proof counts for the server that made it, with where it was found', async () => {
  const { run, state, steps, said } = await drill();
  expect([state, steps]).toEqual(['done', ['backups/restic-installed', 'drill/removed-before', 'drill/images', 'drill/mongodb', 'drill/elasticsearch', 'drill/files', 'drill/removed-after']]);
  expect(said).toContain(`That is noted among the backups of ${one}, which made it.`);
  const words = (file: string) => fake.executed.flatMap(({ command }) => (command.kind === 'script' && command.file === file ? [command.args] : []))[0] ?? [];
  expect([words('guide/drill/mongodb.sh').at(-1), words('guide/drill/elasticsearch.sh').at(-1), words('guide/drill/files.sh').slice(-3)[0]]).toEqual([mongo, '', '']);
  // Of what lives there only its own scripts know: nothing but a drill's was run.
  expect(fake.executed.filter(({ command }) => command.kind !== 'script' || !/^guide\/(drill\/|leave-receipt)/.test(command.file))).toEqual([]);
  expect(await setOf(one)).toMatchObject({ provenAt: expect.any(String) as string, drill: { id: run, outcome: 'proven', destination, on: twoId, onName: two } });
  expect([await setOf(two), await found()]).toMatchObject([undefined, { known: null, drilled: { outcome: 'proven' } }]);
  // The other one is told by the page of its next drill; its own backups are told nothing.
  expect([(await look()).last?.id, (await readWatchedBackups(bench.work, twoId))?.drill, (await readWatchedBackups(bench.work, bench.serverId))?.drill?.outcome]).toEqual([run, null, 'proven']);
});

it('takes the proof away where it finds damage, and not where it only could not be restored there', async () => {
  await drill();
  ends = 61;
  expect(await drill()).toMatchObject({ state: 'failed', said: expect.stringContaining('it stays proven') as string });
  expect(await setOf(one)).toMatchObject({ provenAt: expect.any(String) as string, drill: { outcome: 'proven', onName: two } });
  expect((await readWatchedBackups(bench.work, bench.serverId))?.drill?.outcome).toBe('proven');
  ends = 62;
  const { said } = await drill();
  expect(said).toMatch(/The backup is damaged: .* That is noted among the backups of/);
  expect(await setOf(one)).toMatchObject({ provenAt: null, drill: { outcome: 'damaged' } });
  expect([(await readWatchedBackups(bench.work, bench.serverId))?.drill?.outcome, (await readWatchedBackups(bench.work, twoId))?.drill]).toEqual(['damaged', null]);
  // Once the server that has drilled it is gone, what it has found stays.
  await bench.work.repositories.servers.remove(twoId);
  expect((await setOf(one))?.drill).toMatchObject({ outcome: 'damaged', onName: null });
});

describe('is noted on that server alone', () => {
  it('where this console does not know who has made it', async () => {
    await bench.call('backup-destination.remove', { server: one, destination, confirm: one });
    const { state, said } = await drill();
    expect([state, said]).toEqual(['done', expect.stringContaining('It is noted on this server alone')]);
    expect(await found()).toMatchObject({ known: null, drilled: { outcome: 'proven' } });
    expect((await readWatchedBackups(bench.work, twoId))?.drill).toBeNull();
    expect((await bench.call('restore.look', { server: two, destination: there, set, parts: ['mongodb'] })).away?.took).toEqual(expect.any(Number));
  });

  it('where a server only says that its repository is the one of another: the passphrase tells', async () => {
    await bench.work.repositories.backupDestinations.edit(destination, { passphrase: secret('another one') });
    ends = 62;
    expect(await drill()).toMatchObject({ state: 'failed', said: expect.stringContaining('noted on this server alone') as string });
    expect(await setOf(one)).toMatchObject({ provenAt: null });
    expect((await setOf(one))?.drill).toBeUndefined();
  });
});

describe('is refused in a sentence', () => {
  const refused = () => bench.call('drill.start', { server: two, set, destination: there });

  it('where the image is neither there nor to be pulled; where it is, it is pulled first', async () => {
    present = [];
    await expect(refused()).rejects.toMatchObject({ reason: 'drill.refused', message: expect.stringContaining('The image of MongoDB with which the backup was made is not on this server') as string });
    pullable = [mongo];
    const told = await look();
    expect([told.findings, told.will[0], told.steps.find(({ id }) => id === 'drill/images')?.commands.map(({ text }) => text)]).toEqual([[], expect.stringContaining(`Pulls ${mongo}, which stays here`), [expect.stringContaining(`docker pull --quiet ${mongo}`)]]);
    expect([(await drill()).state, pulled]).toEqual(['done', [mongo]]);
  });

  it('where it would hurt what lives there', async () => {
    memory = 5e9;
    await expect(refused()).rejects.toMatchObject({ reason: 'drill.refused', message: expect.stringContaining('of memory') as string });
  });

  it('where no such backup lies there, or only half of one', async () => {
    const whole = restic.snapshots;
    await expect(bench.call('drill.look', { server: two, set: newId(), destination: there })).rejects.toMatchObject({ code: 'not_found', reason: 'drill.no-set' });
    // Of another server's destinations nobody may take anything here.
    for (const at of [undefined, destination]) await expect(bench.call('drill.look', { server: two, set, ...(at !== undefined && { destination: at }) })).rejects.toMatchObject({ code: 'not_found' });
    restic.snapshots = whole.filter(({ tags }) => !tags.includes('source=files'));
    await expect(refused()).rejects.toMatchObject({ reason: 'drill.refused', message: expect.stringContaining('does not hold this part') as string });
    restic.snapshots = whole.filter(({ tags }) => !tags.includes('source=manifest'));
    await expect(refused()).rejects.toMatchObject({ reason: 'drill.no-set' });
    expect(fake.executed).toEqual([]);
  });
});

it('tells nothing of how long that server\'s own backups take, and those nothing of another\'s', async () => {
  const { run } = await drill();
  expect((await look()).last?.id).toBe(run);
  await bench.work.repositories.servers.edit(twoId, { state: 'installed' });
  const own = (await bench.call('backup.start', { server: two, destination: there })).run;
  await bench.until(own, ({ state, endedAt }) => state === 'done' && endedAt !== null);
  const ofOwn = async () => [(await bench.call('restore.look', { server: two, destination: there, set: own, parts: ['mongodb'] })).away, (await bench.call('drill.look', { server: two, set: own })).last?.id];
  expect(await ofOwn()).toEqual([null, undefined]);
  await bench.work.repositories.backupDrills.put(twoId, { id: own, set: own, destination: there, on: null, startedAt: new Date(0).toISOString(), endedAt: new Date(9).toISOString(), outcome: 'proven', took: 9, age: 0, files: 'all', sentence: '' });
  expect(await ofOwn()).toEqual([{ took: 9, drilledAt: new Date(9).toISOString(), isPart: false }, own]);
});

/** Backups of the server that made it at a time of day, so many minutes from now by the console's clock, which is fast. */
const scheduleIn = (minutes: number) => {
  const at = new Date(bench.clock.now() + minutes * 60_000);
  return bench.call('backup-schedule.save', { server: one, plan: { schedule: { ...usualSchedule, isOn: true, cron: `${at.getUTCMinutes()} ${at.getUTCHours()} * * *`, zone: 'UTC', jitterMinutes: 0 }, retention: usualRetention, limits: usualBackupLimits } });
};
const inUse = (message: string) => expect.objectContaining({ reason: 'repository.in-use', message: expect.stringContaining(message) as string }) as Error;

it('lets backups of the server that made it wait, by hand and by schedule, and says so; then they go on', async () => {
  await scheduleIn(20 * 60);
  expect((await look()).will).toContainEqual(expect.stringMatching(new RegExp(`^While it reads, backups of ${one} to this place wait; the next is due at .* \\(UTC\\)\\.$`)));
  let release: () => void = () => undefined;
  held = new Promise((resolve) => (release = resolve));
  const { run } = await bench.call('drill.start', { server: two, set, destination: there });
  const why = 'The server two drills a backup at /mnt/backup';
  await expect(bench.call('backup.start', { server: one, destination })).rejects.toEqual(inUse(why));
  expect((await bench.call('backup.look', { server: one, destination })).blockers).toEqual([expect.stringContaining(why)]);
  await scheduleIn(30);
  await vi.waitFor(() => expect(bench.work.backupScheduler.waits(bench.serverId)).toMatch(new RegExp(`^The backup waits\\. ${why}`)), { timeout: 40_000 });
  release();
  await bench.until(run, ({ endedAt }) => endedAt !== null);
  await vi.waitFor(async () => expect((await bench.call('run.list', { server: one })).map(({ kind }) => kind)).toEqual(['backup', 'backup']), { timeout: 40_000 });
}, 180_000);

it('is refused, begun and retried, while a run of the server that made it uses the place', async () => {
  ends = 61;
  const { run } = await drill();
  let release: () => void = () => undefined;
  const until = new Promise<number>((resolve) => (release = () => resolve(0)));
  const { respond: usual } = first;
  first.respond = (command, process) => (command.kind === 'script' && command.file.endsWith('/mongodb-part.sh') ? until.then(() => usual(command, process)) : usual(command, process));
  const backup = (await bench.call('backup.start', { server: one, destination })).run;
  const why = `A run of the server ${one} uses the repository at /mnt/backup: Back up ClearML.`;
  expect((await look()).findings).toEqual([{ outcome: 'refuse', message: expect.stringContaining(why) as string, remedy: expect.any(String) as string }]);
  await expect(bench.call('drill.start', { server: two, set, destination: there })).rejects.toEqual(inUse(why));
  await expect(bench.call('run.retry', { run })).rejects.toEqual(inUse(why));
  release();
  await bench.until(backup, ({ state, endedAt }) => state === 'done' && endedAt !== null);
  expect((await look()).findings).toEqual([]);
});

it('that was killed leaves nothing locked there by its own server, and what others hold as it is', async () => {
  ends = 137;
  expect(await drill()).toMatchObject({ state: 'failed', said: expect.stringContaining('The lock that the drill had left at /mnt/backup was removed.') as string });
  expect(removed).toEqual([`/mnt/backup/locks/${'1'.repeat(64)}`]);
});

it('stands in for no scheduled drill of that server\'s own backups', async () => {
  await bench.call('backup-schedule.save', { server: two, plan: { schedule: { ...usualSchedule, isOn: false, zone: 'UTC', jitterMinutes: 0 }, retention: usualRetention, limits: usualBackupLimits, drill: { often: 'weekly', day: 0, at: '05:00' } } });
  const before = new Date(bench.clock.now() - 8 * 86_400_000);
  await bench.test.database.backupSchedule.update({ where: { serverId: twoId }, data: { setAt: before, drillSetAt: before } });
  const dueAt = async () => (await readWatchedBackups(bench.work, twoId))?.drillDueAt;
  const due = await dueAt();
  expect(due).toBeLessThan(bench.clock.now());
  await drill();
  expect(await dueAt()).toBe(due);
});
