import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usualRetention } from '@/lib/contract/backup-retention';
import { usualSchedule } from '@/lib/contract/backup-schedule';
import { usualBackupLimits } from '@/lib/contract/backup-watch';
import { backups } from '@/lib/guide/monitoring/backups';
import { isSecret } from '@/lib/core/secret';
import { found } from '../../support/canaries';
import { FakeServer, type Respond } from '../../support/fake-host';
import { FakeRestic } from '../../support/fake-restic';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 180_000 }); // whole runs, on a busy machine
let bench: RunBench;
let restic: FakeRestic;
let there: FakeRestic;
let server: string;
let first: string;
let second: string;
/** What a script of the copy answers instead of what it does. */
let copying: (file: string) => number | undefined = () => undefined;
let given: string[] = [];
const set = (value: string) => ({ action: 'set' as const, value });
const directory = '/mnt/second';

/** Two places on one server: the scripts of a copy move what the first one has to the other, by other ids. */
const respond: Respond = (command, process) => {
  if (command.kind !== 'script') return restic.respond(command, process);
  const file = command.file.split('/').at(-1) ?? '';
  const instead = copying(file);
  if (instead !== undefined) return instead;
  if (file === 'repository.sh' && command.args[0] === directory) {
    given = isSecret(command.stdin) ? command.stdin.reveal().split('\n') : [];
    there.repository = { id: 'e'.repeat(64), passphrase: given[0] ?? '' };
    return 0;
  }
  if (file === 'copied.sh') {
    const ids = command.args.slice(3);
    for (const each of restic.snapshots.filter(({ id }) => ids.includes(id))) there.snapshots.push({ ...each, id: each.id.replace(/^0/, 'c'), original: each.id } as never);
    return ids.length === 0 ? 61 : 0;
  }
  if (file === 'copy-manifest.sh') {
    const words = command.args.slice(8);
    const pairs = words.slice(0, words.indexOf('--')).map((pair) => pair.split(':') as [string, string]);
    there.manifest = pairs.reduce((text, [old, now]) => text.replaceAll(old, now), restic.manifest);
    there.snapshots.push({ id: 'd'.repeat(64), time: '2026-11-30T05:00:00.000Z', tags: [`set=${command.args[2]}`, 'source=manifest', ...words.slice(words.indexOf('--') + 1).map((pair) => `was=${pair}`)] });
    return 0;
  }
  return (command.args[0] === directory && file !== 'destination-place.sh' && file !== 'file.sh' ? there : restic).respond(command, process);
};
const ended = (run: string) => bench.until(run, ({ endedAt }) => endedAt !== null, 'its end');
const start = (copyTo: string | null = second) => bench.call('backup.start', { server, destination: first, copyTo });
const sets = () => bench.call('backup-set.list', { server });
const said = async (run: string) => (await bench.output(run)).map(({ text }) => text).join('\n');

beforeEach(async () => {
  [restic, there, copying] = [new FakeRestic(), new FakeRestic(), () => undefined];
  bench = await RunBench.open([], undefined, undefined, { probes: [backups] });
  const fake = new FakeServer(respond);
  bench.connect = () => fake.connect();
  server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  await bench.work.repositories.servers.edit(bench.serverId, { state: 'installed' });
  const add = async (path: string, passphrase: string) => (await bench.call('backup-destination.save', { server, destination: { id: null, place: { kind: 'directory', path }, passphrase: set(passphrase) } })).destination.id;
  [first, second] = [await add('/mnt/backup', 'the first passphrase'), await add(directory, 'the second passphrase')];
});
afterEach(() => bench.close());

describe('a backup with a copy', () => {
  it('is looked at with all that will be done, and lies at both places once the server was asked, each with a passphrase of its own', async () => {
    const look = await bench.call('backup.look', { server, destination: first, copyTo: second });
    expect([look.copyTo, look.will.at(-1), look.blockers]).toEqual([second, expect.stringContaining('Copies it to /mnt/second then'), []]);
    expect(look.steps.slice(-6).map(({ id, isLater }) => [id, isLater])).toEqual([['backups/copy-repository', false], ['backups/copy', true], ['backups/copy-manifest', true], ['backups/copy-runbook', false], ['backups/prune', false], ['backups/copy-prune', false]]);
    const { run } = await start();
    expect((await ended(run)).state).toBe('done');
    expect(await sets()).toMatchObject([{ id: run, destination: first, state: 'complete', copies: [{ destination: second, state: 'complete' }] }]);
    expect(await said(run)).toMatch(/the backup is complete, 2\.2 KiB\. So is its copy at \/mnt\/second\./);
    expect([restic.repository?.passphrase, given]).toEqual(['the first passphrase', ['the second passphrase', 'first the first passphrase']]);
    const stored = [await bench.test.database.run.findMany(), await bench.test.database.attempt.findMany(), await bench.test.database.audit.findMany(), await bench.call('run.get', { run }), await said(run), look];
    expect(found(JSON.stringify(stored), { one: 'the first passphrase', other: 'the second passphrase' })).toEqual([]);
    // It can be taken from either place.
    for (const destination of [first, second]) expect(await bench.call('restore.look', { server, destination, set: run, parts: ['mongodb', 'elasticsearch', 'files'] })).toMatchObject({ set: run, parts: ['mongodb', 'elasticsearch', 'files', 'configuration'], losses: expect.arrayContaining([expect.objectContaining({ name: 'backend.task', then: 12 })]) as unknown });
  });

  it('stays complete where the copy fails: the run says so and goes on with it, and somebody is told until then', async () => {
    await bench.work.watcher.refresh(bench.serverId);
    const firing = async () => (await bench.call('alert.list', { server, state: 'open' })).filter(({ state }) => state === 'firing').map(({ message }) => message);
    copying = (file) => (file === 'copied.sh' ? 61 : undefined);
    const { run } = await start();
    expect(await ended(run)).toMatchObject({ state: 'failed' });
    expect(await sets()).toMatchObject([{ id: run, state: 'complete', copies: [{ destination: second, state: 'incomplete' }] }]);
    expect(await said(run)).toMatch(/the backup is complete, .* Its copy at \/mnt\/second is not complete and counts for nothing there; Retry goes on with it\./);
    await vi.waitFor(async () => expect(await firing()).toEqual([expect.stringMatching(/is complete, but its copy at \/mnt\/second is not\.$/)]), { timeout: 20_000 });
    copying = () => undefined;
    await bench.call('run.retry', { run });
    await bench.until(run, ({ state, endedAt }) => state === 'done' && endedAt !== null);
    expect(await sets()).toMatchObject([{ state: 'complete', copies: [{ state: 'complete' }] }]);
    await vi.waitFor(async () => expect(await firing()).toEqual([]), { timeout: 20_000 });
    expect(restic.snapshots).toHaveLength(9);
  });

  it('is given up at each place by itself', async () => {
    await bench.call('backup-schedule.save', { server, plan: { schedule: { ...usualSchedule, isOn: false, zone: 'UTC' }, retention: { last: 1, days: 0, weeks: 0, months: 0 }, limits: usualBackupLimits } });
    const runs: string[] = [];
    for (const copyTo of [second, null, second]) {
      const { run } = await start(copyTo);
      expect((await ended(run)).state).toBe('done');
      runs.push(run);
    }
    // The one that is just being made is not counted: so two stay at each place.
    const stored = (each: FakeRestic) => [...new Set(each.snapshots.map(({ tags }) => runs.indexOf(tags[0]?.slice('set='.length) ?? '')))];
    expect([stored(restic), stored(there)]).toEqual([[1, 2], [0, 2]]);
    // The oldest lies at the second place alone.
    expect((await sets()).map(({ id, destination, copies }) => [runs.indexOf(id), destination === first, copies?.length ?? 0])).toEqual([[2, true, 1], [1, true, 0], [0, false, 0]]);
  });
});

describe('where a copy goes', () => {
  it('is another place, and not S3 with another key than the first one', async () => {
    await expect(start(first)).rejects.toMatchObject({ reason: 'backup.copy-to', message: expect.stringContaining('goes to this destination already') as string });
    const s3 = async (bucket: string, key: string) => (await bench.call('backup-destination.save', { server, destination: { place: { kind: 's3', endpoint: 'https://s3.example.com', bucket, keyId: 'one' }, passphrase: set('a passphrase of S3'), secret: set(key) } })).destination.id;
    [restic.repository, there.repository] = [null, null];
    const [one, same, other] = [await s3('one', 'key-1'), await s3('same', 'key-1'), await s3('other', 'key-2')];
    await expect(bench.call('backup.look', { server, destination: one, copyTo: other })).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('restic works with one access key of S3 at a time') as string });
    expect(await bench.call('backup.look', { server, destination: one, copyTo: same })).toMatchObject({ copyTo: same });
  });

  it('is told where the schedule can not copy any more: in the run, the audit, its view and by the check, while the backup is made', async () => {
    const minute = new Date(bench.clock.now() + 120_000).getUTCMinutes();
    const plan = { schedule: { ...usualSchedule, isOn: true, zone: 'UTC', jitterMinutes: 0, cron: `${minute} * * * *`, copyTo: second }, retention: usualRetention, limits: usualBackupLimits };
    await ended((await start(null)).run);
    expect((await bench.call('backup-schedule.save', { server, plan })).copyWaits).toBeNull();
    // As when the first destination was removed: no plan of this kind is saved.
    await bench.work.repositories.backupSchedules.put(bench.serverId, { ...plan, schedule: { ...plan.schedule, copyTo: first } }, bench.clock.now());
    const sentence = 'Backups go to /mnt/backup first by now, to which the schedule copies them.';
    expect((await bench.call('backup-schedule.get', { server })).copyWaits).toContain(sentence);
    await vi.waitFor(async () => expect((await sets())[0]).toMatchObject({ state: 'complete', endedAt: expect.any(String) as string }), { timeout: 30_000 });
    await vi.waitFor(async () => expect(await sets()).toHaveLength(2), { timeout: 30_000 });
    const id = (await sets())[0]!.id;
    await ended(id);
    expect(await said(id)).toContain(`It was not copied. ${sentence}`);
    expect((await bench.test.database.audit.findMany()).map((each) => each.sentence).filter((each) => each.includes(sentence))).toHaveLength(1);
    await bench.work.watcher.refresh(bench.serverId);
    await vi.waitFor(async () => expect((await bench.call('alert.list', { server, state: 'open' })).map(({ message }) => message)).toEqual([expect.stringContaining(`The schedule copies each backup, and can't. ${sentence}`)]), { timeout: 20_000 });
  });

  it('is not parted from the first place by an edit of either', async () => {
    for (const destination of [second, first]) await bench.call('backup-destination.remove', { server, destination, confirm: server });
    [restic.repository, there.repository] = [null, null];
    const edit = async (id: string | null, bucket: string, key: string) => (await bench.call('backup-destination.save', { server, destination: { id, place: { kind: 's3', endpoint: 'https://s3.example.com', bucket, keyId: 'one' }, passphrase: id === null ? set('a passphrase of S3') : { action: 'keep' }, secret: set(key) } })).destination.id;
    const [one, other] = [await edit(null, 'one', 'key-1'), await edit(null, 'other', 'key-1')];
    const plan = (copyTo: string) => ({ schedule: { ...usualSchedule, isOn: true, zone: 'UTC', copyTo }, retention: usualRetention, limits: usualBackupLimits });
    await bench.call('backup-schedule.save', { server, plan: plan(other) });
    for (const [id, bucket] of [[one, 'one'], [other, 'other']] as const) await expect(edit(id, bucket, 'key-2')).rejects.toMatchObject({ code: 'conflict', reason: 'backup.copy-to', message: expect.stringContaining('one access key of S3 at a time') as string });
    expect(await edit(one, 'one', 'key-1')).toBe(one);
    await bench.call('backup-schedule.save', { server, plan: plan('') });
    expect(await edit(one, 'one', 'key-2')).toBe(one);
  });

  it('is kept by the schedule, which copies by itself, and is not forgotten meanwhile', async () => {
    const plan = (copyTo: string) => ({ schedule: { ...usualSchedule, isOn: true, zone: 'UTC', jitterMinutes: 0, cron: `${new Date(bench.clock.now() + 120_000).getUTCMinutes()} * * * *`, copyTo }, retention: usualRetention, limits: usualBackupLimits });
    await expect(bench.call('backup-schedule.save', { server, plan: plan(first) })).rejects.toMatchObject({ field: 'plan.schedule.copyTo' });
    await ended((await start(null)).run);
    expect((await bench.call('backup-schedule.save', { server, plan: plan(second) })).saved?.schedule?.copyTo).toBe(second);
    await expect(bench.call('backup-destination.remove', { server, destination: second, confirm: server })).rejects.toMatchObject({ reason: 'backup.copied-to' });
    await vi.waitFor(async () => expect((await sets()).map(({ copies }) => copies?.map(({ state }) => state))).toEqual([['complete'], undefined]), { timeout: 30_000 });
  });
});
