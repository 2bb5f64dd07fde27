import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConsoleBackupView } from '@/lib/contract/console-backup';
import { secret } from '@/lib/core/secret';
import { watchConsoleBackup } from '@/lib/services/console-backup-alert';
import { settleKilled } from '@/lib/services/console-backup-killed';
import { noteConsoleBackups, readConsoleBackups, writeConsoleBackups } from '@/lib/services/console-backup-settings';
import { startConsoleBackups } from '@/lib/services/workers/console-backups';
import type { Resources } from '@/lib/services/types';
import { workOf } from '@/lib/services/work';
import { readConsoleBackup } from '@/lib/store/console-backup/read-backup';
import { admin, InProcessConsole } from '../support/in-process-console';
import { cheapenScrypt } from '../support/quick-scrypt';

vi.setConfig({ testTimeout: 180_000 });
cheapenScrypt();
let console_: InProcessConsole;
let cookie: string;
let directory: string;
beforeEach(async () => {
  console_ = await InProcessConsole.start();
  cookie = await console_.setUp();
  directory = mkdtempSync(path.join(tmpdir(), 'console-backups-'));
});
afterEach(async () => {
  await console_.close();
  rmSync(directory, { recursive: true, force: true });
});
const post = async (verb: string, input: unknown = {}) => {
  const response = await console_.post(verb, input, { cookie });
  return { status: response.status, body: (await response.json()) as ConsoleBackupView & { error: { message: string } } };
};
const save = (more: object = {}) => post('console-backup.save', { backup: { directory, elsewhere: null, isDaily: false, at: '02:00', zone: 'Europe/Berlin', keep: 2, ...more } });
const unlock = (file: string, password = admin.password) => post('console-backup.unlock', { file, password });
const download = (file: string, headers: Record<string, string> = { cookie }) => console_.services.download(new Request(`${console_.origin}/api/v1/console-backup/${file}`, { headers }), file);

test('T-BKP-1: a backup is written, opens with the passphrase that was told once, and is downloaded by who has just typed the password alone', async () => {
  expect((await post('console-backup.make')).body.error.message).toContain('have no passphrase yet');
  expect((await save()).status).toBe(400);
  const { made } = (await save({ passphrase: { action: 'make' } })).body;
  expect(made).toMatch(/^[A-Za-z0-9]{24}$/);
  const { body } = await post('console-backup.make');
  expect(body).toMatchObject({ made: null, failure: null, isLate: false, passphrase: { isSet: true }, backups: [{ directory, isThere: true }] });
  const [{ file, bytes } = { file: '', bytes: 0 }] = body.backups;
  expect(await readConsoleBackup(path.join(directory, file), secret(made ?? ''), null)).toMatchObject({ url: console_.origin });

  expect((await download(file)).status).toBe(403);
  expect((await unlock(file, 'another password')).status).toBe(400);
  expect((await download(file)).status).toBe(403);
  expect((await unlock(file)).status).toBe(200);
  // Another session, and another file, are not meant.
  expect((await download(file, { cookie: await console_.signIn() })).status).toBe(403);
  for (const other of ['../key', 'key', '', `${file}.part`]) expect((await download(other)).status, other).toBe(404);
  const answer = await download(file);
  expect(answer.headers.get('content-length')).toBe(String(bytes));
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${file}"`);
  expect((await answer.arrayBuffer()).byteLength).toBe(bytes);
  expect((await download(file, {})).status).toBe(401);
  expect((await download(file)).status).toBe(403);
  const { resources } = console_.services;
  const begun = resources.clock.now();
  expect((await unlock(file)).status).toBe(200);
  vi.spyOn(resources.clock, 'now').mockReturnValue(begun + 60_000);
  expect((await download(file)).status).toBe(403);
  vi.restoreAllMocks();
  // Neither passphrase nor key travels with it: without the passphrase the file is noise.
  const bytesOfFile = readFileSync(path.join(directory, file));
  for (const secretText of [made ?? '', readFileSync(path.join(console_.dataDirectory, 'key'), 'utf8').trim()]) expect(bytesOfFile.includes(secretText)).toBe(false);
  await expect(readConsoleBackup(path.join(directory, file), secret('another passphrase'), null)).rejects.toThrow('The passphrase does not open this backup.');
  const audits = await console_.services.resources.database.audit.findMany({ where: { verb: { startsWith: 'console-backup' } } });
  expect(audits.map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual(['console-backup.make refused', 'console-backup.save refused', 'console-backup.save ok', 'console-backup.make ok', 'console-backup.unlock refused', 'console-backup.unlock ok', 'console-backup.download ok', 'console-backup.unlock ok']);
  expect(JSON.stringify(audits)).not.toContain(made);
});

test('only what the console has noted itself is thinned out, and a failure is told until one succeeds', async () => {
  await save({ passphrase: { action: 'set', value: 'correct horse battery' } });
  writeFileSync(path.join(directory, 'groundcrew-20200101T000000Z.tar.gz.age'), 'of another console');
  const { resources } = console_.services;
  for (let day = 0; day < 3; day++) {
    vi.spyOn(resources.clock, 'now').mockReturnValue(Date.UTC(2026, 10, 1 + day));
    expect((await post('console-backup.make')).status).toBe(200);
  }
  vi.restoreAllMocks();
  expect(readdirSync(directory).sort()).toEqual(['groundcrew-20200101T000000Z.tar.gz.age', 'groundcrew-20261102T000000Z.tar.gz.age', 'groundcrew-20261103T000000Z.tar.gz.age']);

  rmSync(directory, { recursive: true });
  expect((await post('console-backup.make')).body.error.message).toBe(`The directory ${directory} is not there. No backup was written.`);
  const view = (await (await console_.get('console-backup.get', {}, { cookie })).json()) as ConsoleBackupView;
  expect(view.failure?.message).toContain('Make it, mount its disk, or choose another directory.');
  expect(view.backups.map(({ isThere }) => isThere)).toEqual([false, false]);
  mkdirSync(directory);
  expect((await post('console-backup.make')).body.failure).toBeNull();
});

/** The same services by a clock of the test's own. */
function timed(begin: number) {
  const { resources } = console_.services;
  const time = { now: begin };
  const clock: Resources['clock'] = { now: () => time.now, sleep: () => new Promise((resolve) => setTimeout(resolve, 5)) };
  const own: Resources = { ...resources, clock };
  return { own, work: workOf(own), time };
}
const files = () => readdirSync(directory).filter((name) => name.endsWith('.age')).sort();
const written = (count: number) => vi.waitFor(() => expect(files()).toHaveLength(count), 20_000);

test('a daily one is written at its time of day in its zone, the first at once, and one that was missed as soon as the console runs', async () => {
  // 13:00 in Berlin; the clocks there are put forward in the night that follows, and 02:30 is left out.
  const { own, work, time } = timed(Date.UTC(2026, 2, 28, 12));
  await save({ isDaily: true, at: '02:30', keep: 9, passphrase: { action: 'make' } });
  let worker = startConsoleBackups(own);
  await written(1);
  const rests = async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return files().length;
  };
  time.now = Date.UTC(2026, 2, 29, 0, 59);
  expect(await rests()).toBe(1);
  time.now = Date.UTC(2026, 2, 29, 1, 31);
  await written(2);
  time.now = Date.UTC(2026, 2, 30, 0, 29);
  expect(await rests()).toBe(2);
  time.now = Date.UTC(2026, 2, 30, 0, 30);
  await written(3);
  await worker.stop();
  // Three are missed, and made up for by one.
  time.now = Date.UTC(2026, 3, 2, 20);
  worker = startConsoleBackups(own);
  await written(4);
  expect(await rests()).toBe(4);
  await worker.stop();
  expect(files().at(-1)).toBe('groundcrew-20260402T200000Z.tar.gz.age');
  expect(statSync(path.join(directory, files()[0] ?? '')).mode & 0o777).toBe(0o600);
  // It made up for them before anybody was told that they were late.
  expect(await work.repositories.deliveries.list({ limit: 9 })).toEqual([]);
});

test('a failure, and one that is late, are told once each to the channels of all servers, and once that they are over', async () => {
  const { work, time } = timed(Date.UTC(2026, 10, 1, 12));
  const begin = time.now;
  const channel = (name: string, more: object = {}) => work.repositories.channels.put({ id: name, name, isOn: true, least: 'fail', servers: null, quiet: { from: '00:00', to: '23:59', zone: 'UTC' }, weeklyTest: false, target: { kind: 'webhook', settings: {}, secrets: { url: secret('http://127.0.0.1:9/') } }, ...more } as never, time.now);
  await channel('all');
  await channel('some', { servers: ['alpha'] });
  await channel('off', { isOn: false });
  await save({ isDaily: true, passphrase: { action: 'make' } });
  const told = async () => (await work.repositories.deliveries.list({ limit: 9 })).map(({ channelName, kind, what }) => `${channelName} ${kind} ${what}`).reverse();
  const alert = async () => ((await (await console_.get('console-backup.alert', {}, { cookie })).json()) as { alert: { message: string } | null }).alert;
  const look = async (after: number) => {
    time.now = begin + after * 60_000;
    await watchConsoleBackup(work, begin);
  };

  rmSync(directory, { recursive: true });
  expect((await post('console-backup.make')).body.error.message).toContain('is not there');
  await look(0);
  await look(1);
  const failed = 'all fire Fails on this console: The backup of this console could not be written.';
  expect(await told()).toEqual([failed]);
  expect(await alert()).toMatchObject({ message: `The backup of this console could not be written. The directory ${directory} is not there. No backup was written. Make it, mount its disk, or choose another directory.` });
  mkdirSync(directory);
  vi.spyOn(console_.services.resources.clock, 'now').mockReturnValue(begin);
  expect((await post('console-backup.make')).status).toBe(200);
  vi.restoreAllMocks();
  await look(2);
  await look(3);
  const over = 'all resolve Resolved on this console. It was: The backup of this console could not be written.';
  expect(await told()).toEqual([failed, over]);
  expect(await alert()).toBeNull();

  // One hangs: due at 01:00 UTC, it is late two hours later.
  const { consoleSettings } = work.repositories;
  await writeConsoleBackups(consoleSettings, { ...(await readConsoleBackups(consoleSettings)), writing: { file: 'x', directory: '/mnt/nas', at: '2026-11-02T01:00:00.000Z' } });
  await look(15 * 60);
  expect(await told()).toHaveLength(2);
  await look(15 * 60 + 1);
  await look(15 * 60 + 2);
  expect((await told()).slice(2)).toEqual(['all fire Fails on this console: The backup of this console that was due at 2026-11-02 02:00 (Europe/Berlin) is not there.']);
  expect((await alert())?.message).toContain('One has been written to /mnt/nas since 2026-11-02 02:00 (Europe/Berlin), and has not ended.');
  // Switched off, nothing is wrong any more.
  await save();
  await look(15 * 60 + 3);
  expect((await told()).slice(3)).toEqual([expect.stringMatching(/^all resolve /)]);
  // Another console on the same files tells nothing of it again.
  await watchConsoleBackup(timed(time.now).work, begin);
  expect(await told()).toHaveLength(4);
});

test('one that a kill kept from being noted is known again and thinned out; its half is removed, and nobody else\'s file is', async () => {
  await save({ passphrase: { action: 'set', value: 'correct horse battery' } });
  const { resources } = console_.services;
  const { consoleSettings } = workOf(resources).repositories;
  const make = async (day: number) => {
    vi.spyOn(resources.clock, 'now').mockReturnValue(Date.UTC(2026, 10, day));
    expect((await post('console-backup.make')).status).toBe(200);
    vi.restoreAllMocks();
    return (await readConsoleBackups(consoleSettings)).backups[0]!;
  };
  const { bytes, ...killed } = await make(1);
  // As it was before it was noted.
  await noteConsoleBackups(consoleSettings, { backups: [], writing: killed });
  await make(2);
  expect((await readConsoleBackups(consoleSettings)).backups.map(({ at, bytes: each }) => [at, each === bytes])).toEqual([['2026-11-02T00:00:00.000Z', expect.any(Boolean)], [killed.at, true]]);
  await make(3);
  expect(files()).toEqual(['groundcrew-20261102T000000Z.tar.gz.age', 'groundcrew-20261103T000000Z.tar.gz.age']);

  const before = await readConsoleBackups(consoleSettings);
  const name = (day: number) => `groundcrew-2026110${day}T000000Z.tar.gz.age`;
  const lay = (day: number, act: (file: string) => void) => {
    act(path.join(directory, name(day)));
    return writeConsoleBackups(consoleSettings, { ...before, writing: { file: name(day), directory, at: `2026-11-0${day}T00:00:00.000Z` } });
  };
  const settle = () => settleKilled(resources, { passphrase: secret('correct horse battery') });
  // Half of one goes; what is no beginning of a backup stays, and so do another's of that name, one of another time, a link and a directory.
  await lay(4, (file) => writeFileSync(`${file}.part`, readFileSync(path.join(directory, name(3))).subarray(0, 3000)));
  await settle();
  expect(existsSync(path.join(directory, `${name(4)}.part`))).toBe(false);
  for (const act of [
    (file: string) => writeFileSync(`${file}.part`, 'notes of somebody'),
    (file: string) => writeFileSync(file, 'of another console'),
    (file: string) => copyFileSync(path.join(directory, name(3)), file),
    (file: string) => symlinkSync(path.join(directory, name(3)), file),
    (file: string) => mkdirSync(`${file}.part`),
  ]) {
    await lay(5, act);
    const lying = readdirSync(directory);
    await settle();
    expect(readdirSync(directory)).toEqual(lying);
    expect(await readConsoleBackups(consoleSettings)).toEqual({ ...before, writing: null });
    for (const each of [name(5), `${name(5)}.part`]) rmSync(path.join(directory, each), { recursive: true, force: true });
  }
});

test.skipIf(!existsSync('/dev/shm') || statSync('/dev/shm').dev === statSync(tmpdir()).dev)('what was chosen on a disk of its own is not filled below when that is away, and somebody is told', async () => {
  const disk = mkdtempSync('/dev/shm/console-backups-');
  const below = mkdtempSync(path.join(tmpdir(), 'console-backups-below-'));
  const chosen = path.join(directory, 'share');
  try {
    symlinkSync(disk, chosen);
    expect((await save({ directory: chosen, isDaily: true, passphrase: { action: 'make' } })).status).toBe(200);
    expect((await post('console-backup.make')).status).toBe(200);
    expect(readdirSync(disk)).toHaveLength(1);
    // As where the mount is away: the same path leads to the disk below.
    rmSync(chosen);
    symlinkSync(below, chosen);
    expect((await save({ directory: chosen, isDaily: true, keep: 3 })).status).toBe(200);
    expect((await post('console-backup.make')).body.error.message).toContain('and on that of /dev/shm when it was chosen. Nothing was written');
    expect(readdirSync(below)).toEqual([]);
    const work = workOf(console_.services.resources);
    await watchConsoleBackup(work, work.resources.clock.now());
    expect(await work.repositories.consoleSettings.get('console-backup-alert')).toContain('Nothing was written');
    // It is meant: another one is saved, then this one again.
    for (const each of [directory, chosen]) expect((await save({ directory: each, isDaily: true })).status).toBe(200);
    expect((await post('console-backup.make')).status).toBe(200);
    expect(readdirSync(below)).toHaveLength(1);
  } finally {
    for (const each of [disk, below]) rmSync(each, { recursive: true });
  }
});
