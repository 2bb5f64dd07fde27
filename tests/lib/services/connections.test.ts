import { inspect } from 'node:util';
import { afterEach, expect, it, vi } from 'vitest';
import { GroundcrewError } from '@/lib/core/errors';
import { secret } from '@/lib/core/secret';
import { hostKeyFailure } from '@/lib/ssh/failures';
import { backoff } from '@/lib/services/workers/connections';
import { appendStep, RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

const keep = { action: 'keep' as const };
const refusedLogin = new GroundcrewError({ code: 'login', reason: 'login.password-refused', message: 'The server refused the password.', remedy: 'Enter the password again.' });

it('T-SSH-2 never tries a refused password again by itself, and once more after the profile was edited', async () => {
  const here = (bench = await RunBench.open([appendStep('one')]));
  const { server } = here;
  server.fake.refuse = refusedLogin;
  const id = await here.startRun();
  const lost = await here.until(id, (run) => run.state === 'unknown');
  expect(lost.sentence).toBe('The server refused the password. Enter the password again. Until then the console does not ask again; what was started goes on on the server.');
  const asked = server.connects;
  await here.clock.sleep(120_000);
  await expect(here.call('lock.get', { server: lost.serverName })).rejects.toMatchObject({ code: 'login' });
  expect(server.connects).toBe(asked);
  server.fake.refuse = null;
  await here.call('server.edit', { server: lost.serverName, profile: { name: lost.serverName, address: '127.0.0.1', port: 22, login: 'root', auth: 'password', sudo: 'none', password: { action: 'set', value: 'the right one' }, privateKey: keep, passphrase: keep, sudoPassword: keep } });
  await here.until(id, (run) => run.state === 'done');
});

it('T-SEC-1 takes secrets out of what a server says in an error: sentence, technical text, cause', async () => {
  const here = (bench = await RunBench.open([]));
  const password = 'canary-said-back';
  const server = await here.work.repositories.servers.byId(here.serverId);
  await here.work.repositories.servers.edit(here.serverId, {}, { password: secret(password) });
  const shown = Symbol.for('groundcrew.presented-host-key');
  here.server.fake.refuse = Object.assign(new GroundcrewError({ code: 'login', reason: 'login.more-asked', message: `It asks: ${password}`, remedy: `Not ${password}.`, detail: `motd ${Buffer.from(password).toString('base64')}`, cause: new Error(`ssh2: ${password}`) }), { [shown]: 'a key' });
  const error: unknown = await here.call('lock.get', { server: server!.name }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'login', reason: 'login.more-asked', message: 'It asks: ••••••', remedy: 'Not ••••••.', [shown]: 'a key' });
  const all = inspect(error, { depth: 9, showHidden: true });
  expect(all).toContain('ssh2: ••••••');
  expect(all).not.toContain(password);
  expect(all).not.toContain(Buffer.from(password).toString('base64'));
});

it('T-SSH-1 notes in the audit that work in the background met another host key, once', async () => {
  const here = (bench = await RunBench.open([appendStep('one')]));
  const profile = { address: '127.0.0.1', port: 22, login: 'root' };
  here.server.fake.refuse = hostKeyFailure('connection.host-key-changed', profile, { algorithm: 'ssh-rsa', sha256: 'SHA256:other' });
  const id = await here.startRun();
  const { serverName } = await here.until(id, (run) => run.state === 'unknown');
  await here.clock.sleep(60_000);
  await expect(here.call('lock.get', { server: serverName })).rejects.toMatchObject({ code: 'host_key' });
  const entries = await here.call('activity.list', { server: serverName, limit: 50 });
  expect(entries.filter(({ verb }) => verb === 'connect')).toMatchObject([
    { actor: 'system', outcome: 'refused', sentence: `met another host key than the pinned one at 127.0.0.1:22 of ${serverName}, ssh-rsa SHA256:other, and sent nothing` },
  ]);
});

it('opens one connection for all who ask at once, and a new one after it was cut', async () => {
  const here = (bench = await RunBench.open([]));
  const ask = () => here.work.connections.use(here.serverId, (host) => host.lockHolder());
  await Promise.all([ask(), ask(), ask()]);
  expect(here.server.connects).toBe(1);
  here.server.fake.cut();
  await Promise.all([ask(), ask()]);
  expect(here.server.connects).toBe(2);
});

it('asks an unreachable server again after 1 s, twice as long each time, 30 s at most', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map(backoff)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});
