import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ConsoleBackupView } from '@/lib/contract/console-backup';
import { fetchCommand, keyFileWord, type ElsewherePlace } from '@/lib/contract/console-backup-elsewhere';
import { secret } from '@/lib/core/secret';
import { watchConsoleBackup } from '@/lib/services/console-backup-alert';
import { noteConsoleBackups, readConsoleBackups, readConsoleBackupSettings, writeConsoleBackupSettings } from '@/lib/services/console-backup-settings';
import { sendAgain } from '@/lib/services/console-backup-write';
import { startConsoleBackups } from '@/lib/services/workers/console-backups';
import { workOf, type Work } from '@/lib/services/work';
import { readConsoleBackup } from '@/lib/store/console-backup/read-backup';
import { serveSftp, type Served } from '../support/far-places';
import { admin, InProcessConsole } from '../support/in-process-console';
import { cheapenScrypt } from '../support/quick-scrypt';
import { Relay } from '../support/relay';
import { SshServer } from '../support/ssh-server';

vi.setConfig({ testTimeout: 180_000 });
cheapenScrypt();
const hasSshd = existsSync('/usr/sbin/sshd') && spawnSync('sftp', ['-h']).error === undefined && userInfo().uid === 0;
const passphrase = 'correct horse battery';
let console_: InProcessConsole;
let cookie: string;
/** Of sshd; here are the backups, there is where they are sent. */
let root: string;
let here: string;
let there: string;
let sshd: Served;
let place: ElsewherePlace;

beforeAll(async () => {
  if (!hasSshd) return;
  root = mkdtempSync(path.join(tmpdir(), 'console-elsewhere-'));
  sshd = await serveSftp(root);
  place = { ...(sshd.place as Omit<ElsewherePlace, 'login'>), login: 'key' };
  there = place.path;
});
afterAll(() => {
  if (!hasSshd) return;
  sshd.stop();
  rmSync(root, { recursive: true });
});
beforeEach(async () => {
  console_ = await InProcessConsole.start();
  cookie = await console_.setUp();
  here = mkdtempSync(path.join(tmpdir(), 'console-backups-'));
  if (hasSshd) mkdirSync(there, { recursive: true });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await console_.close();
  rmSync(here, { recursive: true, force: true });
  if (hasSshd) rmSync(there, { recursive: true, force: true });
});

const post = async (verb: string, input: unknown = {}) => {
  const response = await console_.post(verb, input, { cookie });
  return { status: response.status, body: (await response.json()) as ConsoleBackupView & { line: string; error: { message: string; reason: string; fields?: Record<string, string> } } };
};
const view = async () => (await (await console_.get('console-backup.get', {}, { cookie })).json()) as ConsoleBackupView;
const save = (elsewhere: object | null, more: object = {}, password: string | undefined = admin.password) => post('console-backup.save', { backup: { directory: here, elsewhere, isDaily: false, at: '02:00', zone: 'UTC', keep: 2, passphrase: { action: 'set', value: passphrase }, ...more }, password });
const sends = (more: Partial<ElsewherePlace> = {}, key = sshd.secret) => ({ place: { ...place, ...more }, secret: { action: 'set', value: key } });
const settings = () => workOf(console_.services.resources).repositories.consoleSettings;
/** Backs up on a day of November 2026, and waits until what is sent has arrived or not. */
async function backUp(day: number) {
  vi.spyOn(console_.services.resources.clock, 'now').mockReturnValue(Date.UTC(2026, 10, day));
  expect((await post('console-backup.make')).status).toBe(200);
  await settled();
  vi.restoreAllMocks();
  return view();
}
const settled = () => vi.waitFor(async () => expect((await view()).isRunning).toBe(false), { timeout: 60_000, interval: 20 });
const name = (day: number) => `groundcrew-202611${String(day).padStart(2, '0')}T000000Z.tar.gz.age`;
const lying = () => readdirSync(there).sort();

test.skipIf(!hasSshd)('T-BKP-1: a place is taken by who has just typed the password, whose host key was confirmed, that lets the console in and has the directory; its key is answered nowhere', async () => {
  const { body: shown } = await post('console-backup.host-key', { host: place.host, port: place.port });
  expect(shown.line).toBe(place.hostKey);
  const refusals = [
    [sends({ hostKey: `ssh-ed25519 ${'A'.repeat(68)}` }), 'connection.host-key-changed'],
    [sends({}, sshd.wrong), 'login.key-refused'],
    [sends({ path: `${there}/not-there` }), 'console-backup.elsewhere-directory'],
    [sends({ path: path.join(root, 'key') }), 'console-backup.elsewhere-directory'],
    [{ place, secret: { action: 'keep' } }, 'console-backup.elsewhere-secret'],
  ] as const;
  // T-BKP-1: a borrowed session sends them nowhere.
  for (const wrong of ['', 'another password']) expect((await save(sends(), {}, wrong)).body.error.fields).toHaveProperty('password');
  for (const [elsewhere, reason] of refusals) expect((await save(elsewhere)).body.error.reason).toBe(reason);
  expect((await view()).elsewhere).toBeNull();
  expect((await save(sends())).body.elsewhere).toEqual({ place, secret: { isSet: true }, last: null, count: 0, failure: null, isLate: false });
  expect(lying()).toEqual([]);
  // The stored key goes to no other host, and stays for the same.
  expect((await save({ place: { ...place, host: 'localhost' }, secret: { action: 'keep' } })).body.error.fields).toHaveProperty(['backup.elsewhere.secret']);
  expect((await save({ place, secret: { action: 'keep' } }, {}, '')).status).toBe(200);
  const key = sshd.secret.split('\n')[2]!;
  expect(JSON.stringify([await view(), await console_.services.resources.database.audit.findMany({}), await console_.services.resources.database.consoleSetting.findMany({})])).not.toContain(key);
});

test.skipIf(!hasSshd)('each backup arrives whole and for its owner alone, opens there, is fetched by the command that is shown; only what the console has sent is thinned out', async () => {
  writeFileSync(path.join(there, 'groundcrew-20200101T000000Z.tar.gz.age'), 'of another console');
  await save(sends());
  await backUp(1);
  await backUp(2);
  const after = await backUp(3);
  expect(lying()).toEqual(['groundcrew-20200101T000000Z.tar.gz.age', name(2), name(3)]);
  expect(after.elsewhere).toMatchObject({ last: { file: name(3), at: '2026-11-03T00:00:00.000Z' }, count: 2, failure: null });
  expect(after.backups.map(({ isThere, isElsewhere }) => [isThere, isElsewhere])).toEqual([[true, true], [true, true]]);
  expect(statSync(path.join(there, name(3))).mode & 0o777).toBe(0o600);
  const fetched = mkdtempSync(path.join(tmpdir(), 'fetched-'));
  try {
    // As it is typed, but for the host key, which a person's ssh asks for.
    writeFileSync(path.join(fetched, 'known'), `[${place.host}]:${place.port} ${place.hostKey}\n`);
    writeFileSync(path.join(fetched, 'config'), `UserKnownHostsFile ${fetched}/known\nIdentityAgent none\nBatchMode yes\n`);
    const typed = fetchCommand(place, name(3)).replace(/^sftp /, `sftp -F ${fetched}/config `).replace(keyFileWord, path.join(root, 'key'));
    const { status, stderr } = spawnSync('sh', ['-c', typed], { cwd: fetched, encoding: 'utf8' });
    expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
    expect(await readConsoleBackup(path.join(fetched, name(3)), secret(passphrase), null)).toMatchObject({ at: '2026-11-03T00:00:00.000Z', url: console_.origin });
  } finally {
    rmSync(fetched, { recursive: true });
  }
  // One that somebody removed there, and one that was cut, count no more once the next has arrived.
  await save(sends(), { keep: 3 });
  rmSync(path.join(there, name(2)));
  writeFileSync(path.join(there, name(3)), 'cut');
  const next = await backUp(4);
  expect([next.elsewhere?.count, next.backups.map(({ isThere, isElsewhere }) => [isThere, isElsewhere])]).toEqual([1, [[true, true], [true, false], [true, false]]]);
});

test.skipIf(!hasSshd)('a connection that is cut leaves nothing that counts, wherever it is cut; the next one removes it and arrives', async () => {
  // What compression leaves as large as it is: several hundred pieces.
  await settings().put('padding', randomBytes(6_000_000).toString('base64'));
  const relay = await Relay.to(place.host, place.port);
  try {
    await save(sends({ host: '127.0.0.1', port: relay.port }));
    const cuts = [() => (relay.cutAfterSent = 2500), () => (relay.cutAfterSent = 3_000_000), () => (relay.cutAfter = 2_000_000)];
    for (const [index, cut] of cuts.entries()) {
      cut();
      const { elsewhere, backups, failure } = await backUp(1 + index);
      expect([relay.cuts, failure, elsewhere?.last, elsewhere?.count]).toEqual([index + 1, null, null, 0]);
      expect(elsewhere?.failure?.message).toMatch(/^The backup of this console lies in \S+, and did not arrive at .*(?: The connection to 127\.0\.0\.1 was lost\. Nothing of it counts there\.|closed the connection before the login)/);
      expect(backups[0]).toMatchObject({ isThere: true, isElsewhere: false });
      expect(lying().filter((each) => !each.endsWith('.part'))).toEqual([]);
    }
    // Half of one is there, and known.
    expect(lying()).toHaveLength(1);
    expect((await backUp(4)).elsewhere).toMatchObject({ last: { file: name(4) }, failure: null });
    expect(lying()).toEqual([name(4)]);
  } finally {
    await relay.close();
  }
});

test.skipIf(!hasSshd)('what is on its way holds up no backup, by schedule and by hand, and ends where its place is taken away, with its half removed', async () => {
  await settings().put('padding', randomBytes(6_000_000).toString('base64'));
  const relay = await Relay.to(place.host, place.port);
  const time = { now: Date.UTC(2026, 10, 5, 12) };
  const own = { ...console_.services.resources, clock: { now: () => time.now, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 5)) } };
  const halves = () => lying().filter((each) => each.endsWith('.part'));
  /** What is begun hangs half way; another connection passes. */
  const hang = async (begin: () => Promise<unknown> | void) => {
    const before = halves();
    relay.delay = 100;
    await begin();
    await vi.waitFor(() => expect(halves().filter((each) => !before.includes(each))).toHaveLength(1), { timeout: 60_000, interval: 5 });
    relay.isDead = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
    [relay.delay, relay.isDead] = [0, false];
  };
  const make = async () => expect((await post('console-backup.make')).status).toBe(200);
  try {
    await save(sends({ host: '127.0.0.1', port: relay.port }), { isDaily: true });
    let worker: ReturnType<typeof startConsoleBackups> | undefined;
    await hang(() => void (worker = startConsoleBackups(own)));
    time.now += 24 * 3_600_000;
    const next = 'groundcrew-20261106T120000Z.tar.gz.age';
    // A worker that is stopped between its arrival and the note of it leaves it unnoted.
    await vi.waitFor(async () => expect([lying(), (await view()).elsewhere?.last?.file]).toEqual([[next], next]), 60_000);
    await worker?.stop();

    await hang(make);
    expect(await view()).toMatchObject({ isRunning: true, isSending: true });
    expect(await backUp(8)).toMatchObject({ isSending: false, elsewhere: { last: { file: name(8) }, count: 2, failure: null } });
    expect(lying()).toEqual([next, name(8)]);

    await hang(make);
    await save(null);
    await settled();
    await vi.waitFor(() => expect(lying()).toEqual([next, name(8)]), 60_000);
  } finally {
    await relay.close();
  }
});

test.skipIf(!hasSshd)('another\'s file of that name is left, and the backup here is told to be damaged rather than sent', async () => {
  await save(sends());
  writeFileSync(path.join(there, name(1)), 'of another console');
  expect((await backUp(1)).elsewhere?.failure?.message).toContain(`There is another ${name(1)} already, which is not replaced.`);
  expect(readFileSync(path.join(there, name(1)), 'utf8')).toBe('of another console');

  rmSync(path.join(there, name(1)));
  const bytes = readFileSync(path.join(here, name(1)));
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(path.join(here, name(1)), bytes);
  await expect(sendAgain(console_.services.resources)).rejects.toThrow('is not what was written there any more');
  rmSync(path.join(here, name(1)));
  await expect(sendAgain(console_.services.resources)).rejects.toThrow();
  expect((await view()).elsewhere?.failure?.message).toContain('It is not in that directory any more. Back up now.');
  expect(lying()).toEqual([]);
});

const tellAll = (work: Work) => work.repositories.channels.put({ id: 'all', name: 'all', isOn: true, least: 'fail', servers: null, quiet: { from: '00:00', to: '23:59', zone: 'UTC' }, weeklyTest: false, target: { kind: 'webhook', settings: {}, secrets: { url: secret('http://127.0.0.1:9/') } } } as never, 0);
const toldBy = async (work: Work) => (await work.repositories.deliveries.list({ limit: 9 })).map(({ kind, what }) => `${kind} ${what}`).reverse();

test.skipIf(!hasSshd)('by hand alone: what did not arrive is told, sent again after an hour, and by the next start where a console was stopped while it sent', async () => {
  const time = { now: Date.UTC(2026, 10, 5, 0, 1) };
  const own = { ...console_.services.resources, clock: { now: () => time.now, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 5)) } };
  const work = workOf(own);
  await tellAll(work);
  await save(sends());
  renameSync(there, `${there}-away`);
  await backUp(5);
  await watchConsoleBackup(work, time.now);
  expect(await toldBy(work)).toEqual([expect.stringMatching(/^fire Fails on this console: The backup of this console lies in .*, and did not arrive at /)]);
  renameSync(`${there}-away`, there);
  time.now += 60 * 60_000;
  for (const before of [null, { sent: [], sendFailure: null }]) {
    if (before) await noteConsoleBackups(settings(), before);
    rmSync(path.join(there, name(5)), { force: true });
    const worker = startConsoleBackups(own);
    await vi.waitFor(() => expect(lying()).toEqual([name(5)]), 60_000);
    await worker.stop();
  }
  expect(await toldBy(work)).toEqual([expect.stringMatching(/^fire /), expect.stringMatching(/^resolve /)]);
});

test.skipIf(!hasSshd)('daily: what did not arrive is told once and sent again after an hour without another backup here, and told once that it is over', async () => {
  const { resources } = console_.services;
  const time = { now: Date.UTC(2026, 10, 5, 12) };
  const own = { ...resources, clock: { now: () => time.now, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 5)) } };
  const work = workOf(own);
  await tellAll(work);
  vi.spyOn(resources.clock, 'now').mockReturnValue(time.now);
  expect((await save(sends(), { isDaily: true })).status).toBe(200);
  vi.restoreAllMocks();
  renameSync(there, `${there}-away`);
  const worker = startConsoleBackups(own);
  const failure = async () => (await readConsoleBackups(settings())).sendFailure;
  const told = () => toldBy(work);
  await vi.waitFor(async () => expect(await failure()).toMatchObject({ at: '2026-11-05T12:00:00.000Z' }), 60_000);
  await vi.waitFor(async () => expect(await told()).toEqual([`fire Fails on this console: The backup of this console lies in ${here}, and did not arrive at ${place.user}@${place.host}:${there}, port ${place.port}.`]), 60_000);
  // Within the hour it is let be; after it, it is tried again.
  time.now += 59 * 60_000;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await failure())?.at).toBe('2026-11-05T12:00:00.000Z');
  time.now += 60_000;
  await vi.waitFor(async () => expect((await failure())?.at).toBe('2026-11-05T13:00:00.000Z'), 60_000);
  renameSync(`${there}-away`, there);
  time.now += 60 * 60_000;
  await vi.waitFor(() => expect(lying()).toEqual(['groundcrew-20261105T120000Z.tar.gz.age']), 60_000);
  await vi.waitFor(async () => expect(await told()).toHaveLength(2), 60_000);
  await worker.stop();
  expect(readdirSync(here)).toEqual(['groundcrew-20261105T120000Z.tar.gz.age']);
  expect((await told())[1]).toMatch(/^resolve /);
  // What a kill kept from being noted is known again, not sent twice.
  const { ino } = statSync(path.join(there, lying()[0]!));
  await noteConsoleBackups(settings(), { sent: [] });
  const again = startConsoleBackups(own);
  await vi.waitFor(async () => expect((await readConsoleBackups(settings())).sent).toHaveLength(1), 60_000);
  await again.stop();
  expect(statSync(path.join(there, lying()[0]!)).ino).toBe(ino);
  // One that hangs is late after two hours.
  await noteConsoleBackups(settings(), { sent: [] });
  time.now += 60 * 60_000;
  await watchConsoleBackup(work, 0);
  expect((await told())[2]).toBe(`fire Fails on this console: The backup of this console of 2026-11-05 12:00 (UTC) has not arrived yet at ${place.user}@${place.host}:${there}, port ${place.port}.`);
  // One that was written just now, and ended its sending, makes it no less late.
  const { backups } = await readConsoleBackups(settings());
  await noteConsoleBackups(settings(), { backups: [{ ...backups[0]!, file: name(6), at: new Date(time.now).toISOString() }, ...backups] });
  await watchConsoleBackup(work, 0);
  expect(await told()).toHaveLength(3);
});

test('a password that was refused is not sent again unasked, a day later either; by hand it is', async () => {
  const server = await SshServer.start();
  const tried = () => server.tried.flatMap(({ password }) => password ?? []);
  try {
    const { body: { line: hostKey } } = await post('console-backup.host-key', { host: '127.0.0.1', port: server.port });
    const stored = { kind: 'sftp', host: '127.0.0.1', port: server.port, user: 'backup', path: 'console', hostKey, login: 'password' } as const;
    const elsewhere = (value: string) => ({ place: stored, secret: { action: 'set', value } });
    expect(server.tried).toEqual([]);
    expect((await save(elsewhere('wrong'))).body.error.reason).toBe('login.password-refused');
    // The right one passes the login; this server has no SFTP.
    expect((await save(elsewhere(SshServer.password))).body.error.reason).toBe('sftp.refused');
    expect(tried()).toEqual(['wrong', SshServer.password]);

    // One that was right when it was saved.
    await save(null, { isDaily: true });
    await writeConsoleBackupSettings(settings(), { ...(await readConsoleBackupSettings(settings())), elsewhere: { place: stored, secret: secret('changed since'), since: '2026-11-05T00:00:00.000Z' } });
    const time = { now: Date.UTC(2026, 10, 5, 12) };
    const worker = startConsoleBackups({ ...console_.services.resources, clock: { now: () => time.now, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 5)) } });
    await vi.waitFor(async () => expect((await view()).elsewhere?.failure?.message).toContain('It is not tried again by itself: enter the password again, or back up now.'), 60_000);
    time.now += 24 * 3_600_000;
    await vi.waitFor(async () => expect((await view()).backups).toHaveLength(2), 60_000);
    await worker.stop();
    expect(tried().filter((each) => each === 'changed since')).toHaveLength(1);
    await backUp(8);
    expect(tried().filter((each) => each === 'changed since')).toHaveLength(2);
  } finally {
    await server.stop();
  }
});
