import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { filesPart } from '@/lib/guide/backups/files-part';
import { workOf } from '@/lib/services/work';
import { resetPassword } from '@/lib/store/reset-password';
import type { Command } from '@/lib/shell/command';
import type { Host } from '@/lib/shell/host';
import { BackupBench, missingForBackups as missing } from '../support/backup-bench';
import { connectTo, realShell } from '../support/connected-shell';
import { admin, InProcessConsole } from '../support/in-process-console';
import { SshServer } from '../support/ssh-server';
import { inputsOf } from '../lib/guide/inputs';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // a busy machine is slow
const hostile = 'a"; x=\\\u202egpj.exe\n.bin';
const isGone = (pid: number) => !existsSync(`/proc/${pid}`) || readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');

describe.skipIf(missing !== undefined)(`T-BKP-3: a file of a backup is downloaded${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  let bench: BackupBench;
  let server: SshServer;
  let console_: InProcessConsole;
  let cookie: string;
  const destination = newId();
  const bytes = randomBytes(400_000);
  /** No destination may be below /tmp: it lies elsewhere than it says. */
  const moved = (command: Command): Command => (command.kind === 'script' ? { ...command, args: command.args.map((each) => (each === '/mnt/backup' ? bench.directory : each)) } : command);
  const connect = async (): Promise<Host> => {
    const host = await connectTo(server);
    return { ...host, ask: (commands, options) => host.ask(commands.map(moved), options), read: (command, onBytes, signal) => host.read(moved(command), onBytes, signal) };
  };

  beforeAll(async () => {
    const nothing = { mounts: { all: [], paths: new Map() }, recorded: undefined };
    bench = new BackupBench((root) => inputsOf({ files: { compose: `services:\n  fileserver:\n    volumes:\n      - '${root}/files:/mnt/fileserver/'\n` } }), nothing);
    const company = path.join(bench.root, 'files', 'company');
    mkdirSync(company, { recursive: true });
    writeFileSync(path.join(company, hostile), bytes);
    writeFileSync(path.join(company, 'empty'), '');
    writeFileSync(path.join(company, 'large'), Buffer.alloc(400 * 65_536));
    symlinkSync('/etc/shadow', path.join(company, 'soft'));
    expect(bench.take(filesPart(bench.wanted)).ended?.code).toBe(0);
    server = await SshServer.start({ shell: realShell({ PATH: `${bench.root}/bin:${process.env.PATH ?? ''}` }) });
    console_ = await InProcessConsole.start();
    cookie = await console_.setUp();
    const { resources } = console_.services;
    const unasked = () => Promise.reject(new Error('not asked'));
    const { repositories } = workOf(resources, { connect, reach: { tcp: unasked, http: unasked, tls: unasked, names: unasked }, guide: { preflight: [], installation: [], verification: [], probes: [] } });
    const id = newId();
    await repositories.servers.add(id, { name: 'alpha', address: '127.0.0.1', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, 0);
    await repositories.backupDestinations.add({ id: destination, serverId: id, place: { kind: 'directory', path: '/mnt/backup' } }, secret(bench.passphrase), 0);
  });
  afterAll(async () => {
    workOf(console_.services.resources).connections.closeAll();
    await console_.close();
    await server.stop();
    bench.close();
  });
  beforeEach(() => giving(''));

  /** `dump`: what restic does instead of giving a file. */
  const giving = (dump: string) => bench.put('restic', `case " $* " in *' dump '*) ${dump || ':'} ;; esac; PATH=\${PATH#*:}; exec restic "$@"`);
  const prepare = async (file = hostile, headers = { cookie }) => {
    const response = await console_.post('restore.download', { server: 'alpha', destination, set: bench.wanted.set, path: `/company/${file}` }, headers);
    return { status: response.status, ...((await response.json()) as { ticket: string; bytes: number; error?: { code: string; reason: string } }) };
  };
  const fetchIt = (ticket: string, { headers = { cookie }, ...more }: { headers?: Record<string, string>; method?: string; signal?: AbortSignal } = {}) => fetch(`${console_.origin}/api/v1/stored-file/${ticket}`, { headers, ...more });
  const audits = () => console_.services.resources.database.audit.findMany({ where: { verb: 'restore.download' }, orderBy: { at: 'asc' } });
  const pidOf = async () => {
    await vi.waitFor(() => expect(existsSync(`${bench.root}/pid`) && readFileSync(`${bench.root}/pid`, 'utf8')).toMatch(/\n$/), { timeout: 60_000, interval: 20 });
    return Number(readFileSync(`${bench.root}/pid`, 'utf8'));
  };
  const hangs = () => giving(`echo $$ >"${bench.root}/pid"; head -c 100000 /dev/zero; exec sleep 1000`);

  it('whole, by a harmless name, once, and by the session that asked for it alone', async () => {
    const { ticket, bytes: size } = await prepare();
    expect(size).toBe(bytes.length);
    for (const [each, headers, method] of [[401, {}, 'GET'], [405, { cookie }, 'HEAD'], [405, { cookie }, 'POST'], [404, { cookie: await console_.signIn() }, 'GET']] as const) expect((await fetchIt(ticket, { headers, method })).status).toBe(each);
    const answer = await fetchIt(ticket);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-length': String(bytes.length), 'content-type': 'application/octet-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="a__ x=__gpj.exe_.bin"; filename*=UTF-8''a__%20x%3D__gpj.exe_.bin`,
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect((await fetchIt(ticket)).status).toBe(404);
    const empty = await fetchIt((await prepare('empty')).ticket);
    expect([empty.status, empty.headers.get('content-length'), await empty.text()]).toEqual([200, '0', '']);
    expect((await audits()).map(({ actor, sentence }) => `${actor} ${sentence}`)).toEqual([`ada started the download of /company/a"; x=\\ gpj.exe .bin of the backup ${bench.wanted.set} of alpha`, expect.stringContaining('/company/empty')]);
  });

  it('not by who is no admin or comes from elsewhere, not too late, and nothing but a file', async () => {
    expect((await prepare(hostile, { cookie: '' })).status).toBe(401);
    expect((await prepare(hostile, { cookie, origin: 'https://elsewhere.example' } as never)).error).toMatchObject({ reason: 'origin' });
    for (const each of ['soft', 'gone', '../x', 'empty/x']) expect((await prepare(each)).error?.code, each).toBe(each === '../x' ? 'invalid_input' : 'not_found');
    const { ticket } = await prepare('empty');
    const { clock } = console_.services.resources;
    vi.spyOn(clock, 'now').mockReturnValue(clock.now() + 61_000);
    expect((await fetchIt(ticket)).status).toBe(404);
    vi.restoreAllMocks();
    for (const other of ['', 'x', newId(), `${newId()}/..`]) expect((await fetchIt(other)).status).toBe(404);
  });

  it.each<[string, (file: string) => string]>([
    ['breaks off', (file) => `head -c 200000 "${file}"; exit 1`],
    ['ends half way as if that were all', (file) => `head -c 200000 "${file}"; exit 0`],
    ['gives all of it, and fails at its end', (file) => `cat "${file}"; exit 1`],
    ['gives more', (file) => `cat "${file}" "${file}"; exit 0`],
    ['is killed', (file) => `head -c 300000 "${file}"; kill -9 $$`],
  ])('as what can not be taken for whole where restic %s', async (_how, dump) => {
    const before = (await audits()).length;
    giving(dump(path.join(bench.root, 'files', 'company', hostile).replaceAll(/["\\$`]/g, '\\$&')));
    const answer = await fetchIt((await prepare()).ticket);
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    await expect(answer.arrayBuffer()).rejects.toThrow();
    await vi.waitFor(async () => expect((await audits()).slice(before).map(({ outcome }) => outcome)).toEqual(['ok', 'failed']), 30_000);
  });

  it('says why where restic gives nothing at all', async () => {
    giving('echo "repository $PASS is gone: wrong" >&2; exit 1');
    const answer = await fetchIt((await prepare()).ticket);
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringMatching(/^restic could not give all of this file \(exit code 1\): repository .*is gone: wrong\. See whether/)]);
    expect(answer.headers.get('content-disposition')).toBeNull();
  });

  it('piece by piece: as long as the browser takes nothing, restic waits', async () => {
    const counted = `${bench.root}/counted`;
    giving(`for each in $(seq 400); do head -c 65536 /dev/zero; printf x >>"${counted}"; done; exit 0`);
    const answer = await fetchIt((await prepare('large')).ticket);
    const said = () => readFileSync(counted, 'utf8').length;
    // All buffers in between are full once two hundred looks see the same.
    for (let looks = 0, before = 0; looks < 200; looks = said() === before ? looks + 1 : 0) {
      before = said();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(said()).toBeLessThan(300);
    expect((await answer.arrayBuffer()).byteLength).toBe(400 * 65_536);
  });

  it('is ended on the server when the browser goes away, and makes room for others', async () => {
    hangs();
    // More often than there is room at once.
    for (let times = 0; times < 3; times++) {
      writeFileSync(`${bench.root}/pid`, '');
      const browser = new AbortController();
      const { ticket } = await prepare();
      const answer = await fetchIt(ticket, { signal: browser.signal });
      const pid = await pidOf();
      expect([answer.status, isGone(pid)]).toEqual([200, false]);
      browser.abort();
      await vi.waitFor(() => expect(isGone(pid)).toBe(true), { timeout: 60_000, interval: 20 });
    }
    await vi.waitFor(async () => expect((await audits()).at(-1)?.sentence).toMatch(/^did not get all of .* of alpha: the browser went away, or was signed out$/), 30_000);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['signed out', () => console_.post('session.sign-out', {}, { cookie })],
    ['ended by npm run admin, in another process', () => resetPassword(console_.services.resources.database, { ...admin, now: Date.now() })],
    ['over by its time', () => console_.services.resources.database.session.updateMany({ data: { expiresAt: new Date(0) } })],
  ])('no longer than its session lasts: %s', async (_how, end) => {
    hangs();
    cookie = await console_.signIn();
    writeFileSync(`${bench.root}/pid`, '');
    const answer = await fetchIt((await prepare()).ticket);
    const pid = await pidOf();
    await end();
    await expect(answer.arrayBuffer()).rejects.toThrow();
    await vi.waitFor(() => expect(isGone(pid)).toBe(true), { timeout: 60_000, interval: 20 });
    cookie = await console_.signIn();
  });

  it('two at a time of a server, and says so to the next', async () => {
    hangs();
    const third = await prepare();
    const browser = new AbortController();
    for (let times = 0; times < 2; times++) expect((await fetchIt((await prepare()).ticket, { signal: browser.signal })).status).toBe(200);
    expect(await prepare()).toMatchObject({ status: 429, error: { code: 'throttled', reason: 'restore.many-downloads' } });
    expect((await fetchIt(third.ticket)).status).toBe(429);
    browser.abort();
    giving('');
    await vi.waitFor(async () => expect((await prepare('empty')).status).toBe(200), { timeout: 60_000, interval: 100 });
  });
});
