import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { writeConsoleBackup } from '@/lib/store/console-backup/write-backup';
import { createRepositories } from '@/lib/store/repositories/repositories';
import { freePort } from '../support/console';
import { admin, InProcessConsole, toCookie } from '../support/in-process-console';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 }); // pages are built as they are asked for
const passphrase = 'correct-horse "quoted" `x` $(x) \\';
const hasGit = existsSync('.git');
const root = mkdtempSync(path.join(tmpdir(), 'fresh-clone-'));
const clone = path.join(root, 'clone');
const file = path.join(root, 'console.tar.gz.age');
const dataDirectory = path.join(root, 'data');

/** What a console was is on another machine: its backup, and the repository as anybody clones it. What is installed is taken from here. */
describe.skipIf(!hasGit)(`a console that is lost${hasGit ? '' : ' (skipped: this is no clone of the repository)'}`, () => {
  let served: ChildProcess | undefined;
  let said = '';
  const setId = newId();

  beforeAll(async () => {
    const lost = await InProcessConsole.start();
    await lost.setUp();
    const { database, encryption } = lost.services.resources;
    const { servers, backupDestinations, backupSets } = createRepositories(database, encryption);
    const [serverId, destinationId] = [newId(), newId()];
    await servers.add(serverId, { name: 'alpha', address: '192.0.2.7', port: 22, login: 'ops', auth: 'password', sudo: 'same' } as never, { password: secret('of the login') }, Date.now());
    await backupDestinations.add({ id: destinationId, serverId, place: { kind: 'directory', path: '/mnt/backup' } }, secret('of the destination'), Date.now());
    await backupSets.put({ id: setId, serverId, destinationId, runId: null, startedAt: new Date().toISOString(), endedAt: null, state: 'incomplete', verifiedAt: null, provenAt: null, bytes: 7, parts: [], manifest: null });
    const from = { databaseFile: path.join(lost.dataDirectory, 'groundcrew.db'), keyFile: path.join(lost.dataDirectory, 'key') };
    await writeConsoleBackup({ from, to: file, passphrase: secret(passphrase), about: { version: '0', at: new Date().toISOString(), url: lost.origin } });
    await lost.close();

    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', process.cwd(), clone]);
    // By links where the disk is the same: a link to the folder is none that the pages' builder follows.
    try {
      execFileSync('cp', ['-al', 'node_modules', clone], { stdio: 'ignore' });
    } catch {
      rmSync(path.join(clone, 'node_modules'), { recursive: true, force: true });
      execFileSync('cp', ['-a', 'node_modules', clone]);
    }
    expect(existsSync(path.join(clone, 'lib/generated'))).toBe(false);
  });
  afterAll(async () => {
    if (served?.pid !== undefined && served.exitCode === null) {
      const ended = new Promise((resolve) => served?.once('exit', resolve));
      served.kill('SIGTERM');
      await ended;
    }
    rmSync(root, { recursive: true, force: true });
  });

  test('is put back by the command of a fresh clone, which is told what it knows', () => {
    const out = execFileSync('npm', ['run', '--silent', 'admin', '--', 'restore-console', file, '--stdin'], { cwd: clone, input: `${passphrase}\n`, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDirectory } });
    expect(out).toContain('1 server, 1 destination of backups, 1 backup.');
    expect(readFileSync(path.join(dataDirectory, 'key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n?$/);
  });

  test('and runs there: who signed in before signs in again, and finds its server and its backup', async () => {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    served = spawn(process.execPath, ['scripts/start.mjs', '--dev'], { cwd: clone, env: { ...process.env, NODE_ENV: 'development', PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDirectory }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [served.stdout, served.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
    const answers = () => fetch(`${origin}/api/v1/session.me`).then(({ ok }) => ok, () => false);
    await vi.waitFor(async () => expect(await answers(), said).toBe(true), { timeout: 240_000, interval: 500 });
    const signedIn = await fetch(`${origin}/api/v1/session.sign-in`, { method: 'POST', body: JSON.stringify({ name: admin.name, password: admin.password }), headers: { 'content-type': 'application/json', origin } });
    expect(signedIn.status).toBe(200);
    const cookie = toCookie(signedIn);
    const ask = async (verb: string, input: object) => (await fetch(`${origin}/api/v1/${verb}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers: { cookie } })).json() as Promise<unknown>;
    expect(await ask('server.list', {})).toMatchObject([{ name: 'alpha', address: '192.0.2.7', password: { isSet: true } }]);
    expect(await ask('backup-set.list', { server: 'alpha' })).toMatchObject([{ id: setId, bytes: 7 }]);
  });
});
