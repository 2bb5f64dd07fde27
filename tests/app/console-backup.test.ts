import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConsoleBackupView } from '@/lib/contract/console-backup';
import { secret } from '@/lib/core/secret';
import { isDue, startConsoleBackups } from '@/lib/services/workers/console-backups';
import type { Resources } from '@/lib/services/types';
import { workOf } from '@/lib/services/work';
import { readConsoleBackup } from '@/lib/store/console-backup/read-backup';
import { admin, InProcessConsole } from '../support/in-process-console';

vi.setConfig({ testTimeout: 180_000 });
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
const save = (more: object = {}) => post('console-backup.save', { backup: { directory, isDaily: false, keep: 2, ...more } });
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

test('a daily one is written when a day has passed since the last, also while the console was off', async () => {
  const { resources } = console_.services;
  let now = Date.UTC(2026, 10, 1);
  const clock: Resources['clock'] = { now: () => now, sleep: () => new Promise((resolve) => setTimeout(resolve, 5)) };
  const timed: Resources = { ...resources, clock };
  workOf(timed);
  expect(await isDue(timed)).toBe(false);
  await save({ isDaily: true, passphrase: { action: 'make' } });
  const worker = startConsoleBackups(timed);
  const written = (count: number) => vi.waitFor(() => expect(readdirSync(directory).filter((name) => name.endsWith('.age'))).toHaveLength(count), 20_000);
  await written(1);
  await vi.waitFor(async () => expect(await isDue(timed)).toBe(false));
  now += 86_399_000;
  expect(await isDue(timed)).toBe(false);
  now += 1000;
  await written(2);
  await worker.stop();
  expect(existsSync(path.join(directory, 'groundcrew-20261102T000000Z.tar.gz.age'))).toBe(true);
  expect(statSync(path.join(directory, 'groundcrew-20261101T000000Z.tar.gz.age')).mode & 0o777).toBe(0o600);
});
