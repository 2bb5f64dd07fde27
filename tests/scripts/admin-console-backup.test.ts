import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { boot } from '@/lib/services/boot';
import { parseEnvironment } from '@/lib/services/environment';
import { leftBy } from '@/lib/services/restore-left';
import { next } from '@/lib/services/workers/run-next';
import { migrate } from '@/lib/store/migrate';
import { createRepositories } from '@/lib/store/repositories/repositories';
import { backupConsole } from '@/scripts/admin/backup-console';
import { restoreFrom } from '@/scripts/admin/restore-console';
import { admin, InProcessConsole } from '../support/in-process-console';
import { rememberScrypt } from '../support/quick-scrypt';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // each process opens the file twice, with a dear key
rememberScrypt();
const passphrase = 'correct-horse "quoted" `x` $(x) \\';
const root = mkdtempSync(path.join(tmpdir(), 'console-backup-'));
const file = path.join(root, 'console.tar.gz.age');
const elsewhere = path.join(root, 'elsewhere');
const [serverId, destinationId, setId] = [newId(), newId(), newId()];
const canaries = { password: 'canary-of-a-login', passphrase: 'canary-of-a-destination' };

let console_: InProcessConsole;
function run(dataDirectory: string, args: string[], input = `${passphrase}\n`): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/admin.ts', ...args], { env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDirectory }, stdio: 'pipe' });
  let [out, error] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (error += text.toString()));
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, error })));
}
/** As the command does, in this process: what it says, or the sentence by which it refuses. */
async function restore(dataDirectory: string, from = file, { replace = false, typed = passphrase } = {}): Promise<string> {
  const said: string[] = [];
  await restoreFrom(dataDirectory, from, { replace, ask: () => Promise.resolve(typed), say: (line) => void said.push(line) });
  return said.join('\n');
}
async function lookInto<T>(dataDirectory: string, look: (repositories: ReturnType<typeof createRepositories>, audits: { verb: string; sentence: string }[]) => Promise<T>): Promise<T> {
  const booted = await boot(parseEnvironment({ DATA_DIR: dataDirectory, LOG_LEVEL: 'silent' }));
  try {
    const { database, encryption } = booted.services.resources;
    return await look(createRepositories(database, encryption), await database.audit.findMany());
  } finally {
    await booted.close();
  }
}

/** Takes back what this migration and those behind it made: what a database has besides one that was made by the ones before. */
async function makeOlder(file: string, first: string): Promise<void> {
  const before = path.join(root, 'migrations');
  cpSync('prisma/migrations', before, { recursive: true });
  for (const name of readdirSync(before)) if (name >= first && name.startsWith('2')) rmSync(path.join(before, name), { recursive: true });
  await migrate(path.join(root, 'older.db'), before, '');
  const shape = (database: BetterSqlite3.Database) => new Map((database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").all() as { name: string }[]).map(({ name }) => [name, (database.pragma(`table_info("${name}")`) as { name: string }[]).map((column) => column.name)]));
  const [database, older] = [new BetterSqlite3(file), new BetterSqlite3(path.join(root, 'older.db'))];
  database.pragma('foreign_keys = OFF');
  for (const [table, columns] of shape(database)) {
    const then = shape(older).get(table);
    if (then === undefined) database.exec(`DROP TABLE "${table}"`);
    else for (const column of columns) if (!then.includes(column)) database.exec(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
  }
  expect(database.prepare('DELETE FROM _prisma_migrations WHERE migration_name >= ?').run(first).changes).toBeGreaterThan(0);
  database.close();
  older.close();
  for (const left of [before, path.join(root, 'older.db')]) rmSync(left, { recursive: true });
}

beforeAll(async () => {
  console_ = await InProcessConsole.start();
  await console_.setUp();
  const { database, encryption } = console_.services.resources;
  const { servers, backupDestinations, backupSets } = createRepositories(database, encryption);
  await servers.add(serverId, { name: 'alpha', address: '192.0.2.7', port: 22, login: 'ops', auth: 'password', sudo: 'same' } as never, { password: secret(canaries.password) }, Date.now());
  await backupDestinations.add({ id: destinationId, serverId, place: { kind: 'directory', path: '/mnt/backup' } }, secret(canaries.passphrase), Date.now());
  await backupSets.put({ id: setId, serverId, destinationId, runId: null, startedAt: new Date().toISOString(), endedAt: null, state: 'incomplete', verifiedAt: null, provenAt: null, bytes: 7, parts: [], manifest: null });
  expect(await run(console_.dataDirectory, ['backup-console', '--to', file, '--stdin'])).toMatchObject({ code: 0, error: '', out: expect.stringContaining('the file was read back') as string });
});
beforeEach(() => rmSync(elsewhere, { recursive: true, force: true }));
afterAll(async () => {
  await console_.close();
  rmSync(root, { recursive: true });
});

test('the backup of a running console is one encrypted file, and neither the key nor a copy is left beside it', () => {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const bytes = readFileSync(file);
  expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  expect(bytes.includes(readFileSync(path.join(console_.dataDirectory, 'key')).toString().trim())).toBe(false);
  expect(readdirSync(root)).toEqual(['console.tar.gz.age']);
  expect(readdirSync(console_.dataDirectory).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a console that is restored elsewhere knows its servers, destinations, passphrases and backups; everybody signs in again', async () => {
  const { code, out, error } = await run(elsewhere, ['restore-console', file, '--stdin']);
  expect(error).toBe('');
  expect(code).toBe(0);
  expect(out).toContain('1 server, 1 destination of backups, 1 backup.');
  expect(out).toContain('Is the old console off?');
  expect(readdirSync(elsewhere).sort()).toEqual(['groundcrew.db', 'key', 'lock', 'logs']);
  for (const name of ['groundcrew.db', 'key']) expect(statSync(path.join(elsewhere, name)).mode & 0o777, name).toBe(0o600);
  await lookInto(elsewhere, async ({ servers, backupDestinations, backupSets }, audits) => {
    expect(await servers.byId(serverId)).toMatchObject({ name: 'alpha', address: '192.0.2.7' });
    expect((await servers.credentials(serverId)).password?.reveal()).toBe(canaries.password);
    expect((await backupDestinations.passphrase(destinationId)).reveal()).toBe(canaries.passphrase);
    expect(await backupSets.of(serverId, 9)).toMatchObject([{ id: setId, bytes: 7 }]);
    expect(audits.filter(({ verb }) => verb === 'admin.restore-console')).toHaveLength(1);
  });
  // The fresh process serves it: the session of then is none, the password is.
  const again = await InProcessConsole.start({ DATA_DIR: elsewhere });
  expect((await again.post('session.sign-in', { name: admin.name, password: admin.password })).status).toBe(200);
  await again.close();
});

test('what was open when the backup was made does not go on by itself, and what was approved then is approved no more', async () => {
  const then = path.join(root, 'then');
  mkdirSync(then, { mode: 0o700 });
  await restore(then);
  const step = (stepId: string) => ({ stepId, title: stepId, chapter: 'Backups', guide: null, departure: null, usually: 1, interruptible: true, approved: [{ kind: 'run', text: 'drop everything' } as never] });
  const add = async (repositories: ReturnType<typeof createRepositories>, kind: 'restore' | 'backup', server: string) => {
    const id = newId();
    await repositories.runs.add({ id, serverId: server, serverName: 'alpha', kind, title: kind, actor: 'ada', planId: null, inputsHash: 'h', rebootAt: Date.now(), inputs: secret('{}'), steps: [step('backups/files'), step('restore/mongodb')] }, Date.now());
    return id;
  };
  const other = newId();
  const [restoring, backingUp] = await lookInto(then, async (repositories) => {
    await repositories.servers.add(other, { name: 'beta', address: '192.0.2.8', port: 22, login: 'ops', auth: 'password', sudo: 'same' } as never, {}, Date.now());
    const ids = [await add(repositories, 'restore', serverId), await add(repositories, 'backup', other)] as const;
    // Its safety backup is being made.
    await repositories.runs.commit(ids[0], { run: { expect: 'queued', state: 'running' }, steps: [{ id: 'backups/files', state: 'running' }], newAttempt: { id: newId(), stepId: 'backups/files', executed: [] } }, Date.now());
    return ids;
  });
  const before = path.join(root, 'then.age');
  await backupConsole(then, before, () => Promise.resolve(passphrase), () => undefined);
  expect(await restore(elsewhere, before)).toContain('2 runs of then were not over. They do not go on by themselves');
  await lookInto(elsewhere, async ({ runs }) => {
    for (const id of [restoring, backingUp]) {
      const run = (await runs.get(id))!;
      expect(run).toMatchObject({ state: 'interrupted', rebootAt: null, steps: [{ state: 'interrupted', approved: [], failure: { sentence: expect.stringMatching(/^This console was restored from its backup of / ) as string } }, { state: 'pending', approved: [] }] });
      expect(['rest', 'end']).toContain(next(run, { now: Date.now(), hasLock: true }).do);
    }
    const restore = (await runs.get(restoring))!;
    expect(next(restore, { now: Date.now(), hasLock: true })).toEqual({ do: 'rest' });
    // By its record nothing was replaced; since then all may have been, so cancelling it starts nothing, and says so.
    expect(restore.steps.map(({ attempts }) => attempts.map(({ state }) => state))).toEqual([['open'], ['interrupted']]);
    expect(leftBy(restore)).toBe('half');
    expect((await runs.get(backingUp))?.steps.flatMap(({ attempts }) => attempts)).toEqual([]);
  });
  rmSync(then, { recursive: true });
  rmSync(before);
});

test('a backup of an older release is migrated, and its sessions have ended', async () => {
  const old = path.join(root, 'old');
  mkdirSync(old, { mode: 0o700 });
  await restore(old);
  await makeOlder(path.join(old, 'groundcrew.db'), '20261130040543_backups');
  const before = path.join(root, 'old.age');
  await backupConsole(old, before, () => Promise.resolve(passphrase), () => undefined);
  expect(await restore(elsewhere, before)).toContain('1 server, 0 destinations of backups');
  expect(readdirSync(elsewhere).sort()).toEqual(['groundcrew.db', 'key', 'lock', 'logs']);
  rmSync(old, { recursive: true });
  rmSync(before);
});

describe('what is refused changes nothing', () => {
  const other = path.join(root, 'other.age');
  const flip = (at: number) => {
    const bytes = readFileSync(file);
    bytes[at < 0 ? bytes.length + at : at]! ^= 1;
    writeFileSync(other, bytes);
  };
  test.each([
    ['a bit of its header', () => flip(readFileSync(file).indexOf('--- ') + 8), 'The backup is damaged. It differs in its header. Nothing was changed.'],
    ['a bit of its end', () => flip(-3), 'The backup ends too early, or is damaged at its end. Nothing was changed.'],
    ['its second half', () => { copyFileSync(file, other); truncateSync(other, Math.floor(statSync(file).size / 2)); }, 'The backup ends too early, or is damaged at its end. Nothing was changed.'],
    ['all of it', () => writeFileSync(other, ''), 'The file is empty. Nothing was changed.'],
    ['its kind', () => copyFileSync(path.join(console_.dataDirectory, 'groundcrew.db'), other), 'The file is no backup of a console. Nothing was changed.'],
  ])('a file that differs in %s', async (_what, make, sentence) => {
    make();
    await expect(restore(elsewhere, other)).rejects.toThrow(sentence);
    expect(existsSync(elsewhere)).toBe(false);
  });

  test('another passphrase, none, and a file that is not there', async () => {
    await expect(restore(elsewhere, file, { typed: 'another passphrase' })).rejects.toThrow('The passphrase does not open this backup. Nothing was changed.');
    await expect(restore(elsewhere, file, { typed: '' })).rejects.toThrow('The passphrase of the backup is needed.');
    await expect(restore(elsewhere, `${file}x`)).rejects.toThrow('There is no file');
    expect(existsSync(elsewhere)).toBe(false);
  });

  test('a running console, and one that is there, unless it shall be replaced: then it is kept', async () => {
    await expect(restore(console_.dataDirectory, file, { replace: true })).rejects.toThrow(`Another console with the pid ${process.pid} already uses the data directory`);
    await restore(elsewhere);
    const key = readFileSync(path.join(elsewhere, 'key'));
    await lookInto(elsewhere, ({ servers }) => servers.remove(serverId));
    await expect(restore(elsewhere)).rejects.toThrow('is not empty: it holds "groundcrew.db". Nothing was changed.');
    await lookInto(elsewhere, async ({ servers }) => expect(await servers.list()).toEqual([]));

    const said = await restore(elsewhere, file, { replace: true });
    const [aside = ''] = readdirSync(elsewhere).filter((name) => name.startsWith('replaced-'));
    expect(said).toContain(path.join(elsewhere, aside));
    expect(readFileSync(path.join(elsewhere, aside, 'key')).equals(key)).toBe(true);
    await lookInto(elsewhere, async ({ servers }) => expect(await servers.list()).toHaveLength(1));
  });

  test('a backup is not written over another file, nor with a passphrase that is easily guessed', async () => {
    const write = (to: string, typed = passphrase) => backupConsole(console_.dataDirectory, to, () => Promise.resolve(typed), () => undefined);
    await expect(write(file)).rejects.toThrow('is there already, and is not replaced.');
    await expect(write(`${file}2`, 'short')).rejects.toThrow('Use at least 16 characters');
    await expect(write('/nowhere/at/all')).rejects.toThrow('The directory /nowhere/at is not there. No backup was written.');
    expect(existsSync(`${file}2`)).toBe(false);
  });
});
