import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InputOf, OutputOf, VerbName } from '@/lib/contract/verbs';
import { systemClock } from '@/lib/core/clock';
import { workOf } from '@/lib/services/work';
import type { ConsoleEvent } from '@/lib/services/events';
import { admin, InProcessConsole } from '../../support/in-process-console';
import { SshServer } from '../../support/ssh-server';

let console: InProcessConsole;
let actorId = '';
const events: ConsoleEvent[] = [];
beforeAll(async () => {
  console = await InProcessConsole.start();
  await console.setUp();
  actorId = (await console.services.resources.database.user.findFirstOrThrow()).id;
  console.services.resources.events.subscribe((event) => void events.push(event));
});
afterAll(() => console.close());

const call = <V extends VerbName>(verb: V, input: InputOf<V>): Promise<OutputOf<V>> =>
  console.services.call(verb, { actor: { id: actorId, name: 'ada', role: 'admin' }, sessionId: 's', address: '127.0.0.1', clock: systemClock, resources: console.services.resources, cookie: '', setCookies: [] }, input);

const set = (value: string) => ({ action: 'set' as const, value });
const canaries = { password: 'canary-pass-9f', privateKey: 'canary-key-9f', passphrase: 'canary-phrase-9f', sudoPassword: 'canary-sudo-9f' };
const pem = (body: string) => `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`;
const profile = { name: 'alpha', address: '127.0.0.99', login: 'ops', auth: 'password' as const, sudo: 'other' as const, password: set(canaries.password), privateKey: set(pem(canaries.privateKey)), passphrase: set(canaries.passphrase), sudoPassword: set(canaries.sudoPassword) };
const hostKey = { algorithm: 'ssh-ed25519', sha256: 'SHA256:first' };

it('adds a server, tells the pages, and gives no credential back', async () => {
  const added = await call('server.add', profile);
  expect(added).toMatchObject({ name: 'alpha', port: 22, password: { isSet: true }, privateKey: { isSet: true }, passphrase: { isSet: true }, sudoPassword: { isSet: true }, hostKey: null, state: 'new', openRunId: null });
  expect(events.some((event) => event.type === 'server' && event.server.name === 'alpha')).toBe(true);
  const all = JSON.stringify([added, await call('server.list', {}), await call('server.get', { server: 'alpha' }), events, await call('activity.list', {})]);
  for (const canary of Object.values(canaries)) expect(all).not.toContain(canary);
  await expect(call('server.add', profile)).rejects.toMatchObject({ code: 'conflict', field: 'name' });
});

it('T-SEC-4 keeps credentials out of the database file in clear text', async () => {
  await console.services.resources.database.$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)');
  const bytes = ['', '-wal'].flatMap((suffix) => {
    try {
      return [readFileSync(path.join(console.dataDirectory, `groundcrew.db${suffix}`))];
    } catch {
      return [];
    }
  });
  expect(Buffer.concat(bytes).includes('127.0.0.99')).toBe(true);
  for (const canary of Object.values(canaries)) expect(Buffer.concat(bytes).includes(canary)).toBe(false);
});

it.each([
  ['password', { auth: 'password' as const, password: { action: 'clear' as const } }, 'password'],
  ['key', { auth: 'key' as const, privateKey: set('') }, 'privateKey'],
  ['sudo password', { sudo: 'other' as const, sudoPassword: { action: 'clear' as const } }, 'sudoPassword'],
  ['shared sudo password', { auth: 'agent' as const, sudo: 'same' as const, password: { action: 'clear' as const } }, 'sudo'],
])('names the field when the %s is missing, and keeps what was saved', async (_name, change, field) => {
  await expect(call('server.edit', { server: 'alpha', profile: { ...profile, ...change } })).rejects.toMatchObject({ code: 'invalid_input', field });
  expect(await call('server.get', { server: 'alpha' })).toMatchObject({ auth: 'password', password: { isSet: true }, privateKey: { isSet: true } });
});

it('T-SSH-1 pins a key, refuses another one unless it is a replacement, and asks anew at another address', async () => {
  expect(await call('server.trust', { server: 'alpha', hostKey })).toMatchObject({ hostKey });
  const other = { algorithm: 'ssh-rsa', sha256: 'SHA256:second' };
  await expect(call('server.trust', { server: 'alpha', hostKey: other })).rejects.toMatchObject({ code: 'host_key' });
  expect(await call('server.get', { server: 'alpha' })).toMatchObject({ hostKey });
  await expect(call('server.trust', { server: 'alpha', hostKey: other, replace: true })).rejects.toMatchObject({ code: 'invalid_input', fields: { password: expect.stringContaining('password') as string } });
  await expect(call('server.trust', { server: 'alpha', hostKey: other, replace: true, password: 'another password' })).rejects.toMatchObject({ code: 'invalid_input', field: 'password', reason: 'password.wrong' });
  expect(await call('server.get', { server: 'alpha' })).toMatchObject({ hostKey });
  expect(await call('server.trust', { server: 'alpha', hostKey: other, replace: true, password: admin.password })).toMatchObject({ hostKey: other });
  const keep = { action: 'keep' as const };
  const same = { ...profile, password: keep, privateKey: keep, passphrase: keep, sudoPassword: keep };
  expect(await call('server.edit', { server: 'alpha', profile: { ...same, login: 'root' } })).toMatchObject({ hostKey: other, login: 'root' });
  // What is stored must not follow to a machine whose key nobody confirmed.
  const fields = Object.fromEntries(['password', 'privateKey', 'passphrase', 'sudoPassword'].map((name) => [`profile.${name}`, expect.stringMatching(/^Enter it again/) as string]));
  await expect(call('server.edit', { server: 'alpha', profile: { ...same, address: '127.0.0.98' } })).rejects.toMatchObject({ code: 'invalid_input', reason: 'server.credentials-elsewhere', fields });
  expect(await call('server.get', { server: 'alpha' })).toMatchObject({ address: '127.0.0.99', hostKey: other });
  expect(await call('server.edit', { server: 'alpha', profile: { ...profile, address: '127.0.0.98' } })).toMatchObject({ hostKey: null, password: { isSet: true } });
  const [audited] = (await call('activity.list', { server: 'alpha', limit: 20 })).filter(({ verb, outcome }) => verb === 'server.trust' && outcome === 'ok');
  expect(audited!.sentence).toContain('ssh-rsa SHA256:second instead of ssh-ed25519 SHA256:first at 127.0.0.99:22');
});

it('T-SSH-1 sends nothing to who shows another key at a pinned address, and the audit says which key it was', async () => {
  const ssh = await SshServer.start();
  const name = 'mitm';
  await call('server.add', { ...profile, name, address: '127.0.0.1', port: ssh.port });
  await call('server.trust', { server: name, hostKey });
  const result = await call('server.test', { server: name });
  expect(result).toMatchObject({ ok: false, hostKey: 'changed' });
  expect(ssh.tried).toEqual([]);
  const [last] = await call('activity.list', { server: name, limit: 1 });
  expect(last!.sentence).toContain(`another host key than the pinned one was shown, ${result.presented!.algorithm} ${result.presented!.sha256}; nothing was sent`);
  await call('server.remove', { server: name, confirm: name, clear: false });
  await ssh.stop();
});

it('says on the overview and in the audit that a login was refused', async () => {
  const ssh = await SshServer.start();
  const name = 'refused';
  await call('server.add', { ...profile, name, auth: 'password', address: '127.0.0.1', port: ssh.port });
  const first = await call('server.test', { server: name });
  expect(first).toMatchObject({ ok: false, hostKey: 'first-use' });
  expect((await call('activity.list', { server: name, limit: 1 }))[0]).toMatchObject({ outcome: 'ok' });
  await call('server.trust', { server: name, hostKey: first.presented! });
  const refused = (await call('server.test', { server: name })).stages.find(({ stage }) => stage === 'login')!;
  expect(refused.outcome).toBe('fail');
  expect((await call('server.get', { server: name })).sentence).toBe(`The last test of the connection did not come through: ${refused.message}`);
  expect(await call('server.get', { server: name })).toMatchObject({ failedTest: 'login' });
  const [last] = await call('activity.list', { server: name, limit: 1 });
  expect(last).toMatchObject({ outcome: 'failed', sentence: `tried to test the connection to ${name} (${refused.message.replace(/\.$/, '')}), which failed` });
  await call('server.remove', { server: name, confirm: name, clear: false });
  await ssh.stop();
});

it('T-SSH-1 keeps the pin of an address: neither a way round by another address, another spelling nor another profile drops it', async () => {
  const at = { ...profile, name: 'gamma', address: 'Pin.Example.com', port: 2222 };
  const impostor = { server: 'gamma', hostKey: { algorithm: 'ssh-ed25519', sha256: 'SHA256:impostor' } };
  const isRefused = () => expect(call('server.trust', impostor)).rejects.toMatchObject({ code: 'host_key', reason: 'host-key.changed' });
  await call('server.add', at);
  await call('server.trust', { server: 'gamma', hostKey });
  const edit = (change: Partial<typeof at>) => call('server.edit', { server: 'gamma', profile: { ...at, ...change } });
  expect(await edit({ address: '127.0.0.96' })).toMatchObject({ hostKey: null });
  expect(await edit({ port: 2223 })).toMatchObject({ hostKey: null });
  expect(await edit({})).toMatchObject({ hostKey });
  await isRefused();
  expect(await edit({ address: 'PIN.example.com' })).toMatchObject({ hostKey });
  await call('server.remove', { server: 'gamma', confirm: 'gamma', clear: false });
  expect(await call('server.add', { ...at, address: 'pin.example.com' })).toMatchObject({ hostKey });
  await isRefused();
  expect((await call('server.list', {})).find(({ name }) => name === 'gamma')).toMatchObject({ hostKey });
  await call('server.remove', { server: 'gamma', confirm: 'gamma', clear: false });
});

it('T-SSH-1 slows down who guesses the password with a borrowed session', async () => {
  const guess = (password: string) => call('server.trust', { server: 'alpha', hostKey, replace: true, password });
  for (let tries = 0; tries < 5; tries++) await expect(guess(`guess ${tries}`)).rejects.toMatchObject({ reason: 'password.wrong' });
  await expect(guess(admin.password)).rejects.toMatchObject({ code: 'throttled' });
});

it('T-SEC-1 does not repeat a credential that a server says back', async () => {
  const echo = createServer((socket) => void socket.on('error', () => undefined).end(`welcome ${canaries.password} ${encodeURIComponent(canaries.sudoPassword)}\r\n`));
  const port = await new Promise<number>((resolve) => echo.listen(0, '127.0.0.97', () => resolve((echo.address() as AddressInfo).port)));
  await call('server.add', { ...profile, name: 'echo', address: '127.0.0.97', port });
  const result = await call('server.test', { server: 'echo' });
  echo.close();
  await call('server.remove', { server: 'echo', confirm: 'echo', clear: false });
  expect(result).toMatchObject({ ok: false, reason: 'connection.not-ssh' });
  expect(JSON.stringify(result)).toContain('welcome ••••••');
  for (const canary of Object.values(canaries)) expect(JSON.stringify(result)).not.toContain(canary);
});

const sample = (file: string) => ({ fileName: file, base64: readFileSync(path.join('tests/support/materials/guide', file)).toString('base64') });

it('stores and analyses the three files, edits a variable byte for byte, and reveals one by an audited act', async () => {
  await call('materials.put', { server: 'alpha', file: { slot: 'compose', ...sample('docker-compose.yml') } });
  await call('materials.put', { server: 'alpha', file: { slot: 'override', ...sample('docker-compose.override.yml') } });
  const analysed = await call('materials.put', { server: 'alpha', file: { slot: 'constants', ...sample('constants.env') } });
  expect(analysed).toMatchObject({ detectedLayout: 'guide', complete: true });
  const secret = analysed.variables.find((variable) => variable.isSecret)!;
  expect(secret.value).toMatch(/^secret-\d+$/);
  const value = 'a$b#c"d\'e\\f g=é';
  const edited = await call('materials.edit-variables', { server: 'alpha', edits: [{ name: secret.name, value }] });
  expect(JSON.stringify(edited)).not.toContain('a$b#c');
  expect(await call('materials.reveal', { server: 'alpha', name: secret.name })).toEqual({ value });
  const [last] = await call('activity.list', { server: 'alpha', limit: 1 });
  expect(last).toMatchObject({ verb: 'materials.reveal', actor: 'ada', outcome: 'ok' });
  expect(last!.sentence).toContain(secret.name);
  await expect(call('materials.put', { server: 'alpha', file: { slot: 'compose', fileName: 'x.yml', base64: '####' } })).rejects.toMatchObject({ code: 'invalid_input' });
  expect((await call('materials.get', { server: 'alpha' })).files).toHaveLength(3);
});

it('saves settings with secrets kept, and says what is missing', async () => {
  const before = await call('settings.get', { server: 'alpha' });
  expect(before).toMatchObject({ settings: null, complete: false, proposed: { access: { kind: 'http', address: '127.0.0.98' }, registryUser: 'allegroaienterprise', registryPassword: { isSet: true } } });
  expect(JSON.stringify(before)).not.toContain('change me');
  const form = { access: { kind: 'http' as const, address: '127.0.0.98' }, registryUser: 'robot' };
  const incomplete = await call('settings.save', { server: 'alpha', settings: form });
  expect(incomplete.complete).toBe(false);
  expect(Object.keys(incomplete.problems)).toContain('supportPassword');
  expect(incomplete.settings).toMatchObject({ registryPassword: { isSet: false } }); // another user: the proposed password is not theirs
  const complete = await call('settings.save', { server: 'alpha', settings: { ...form, supportPassword: set('canary-support-77'), registryPassword: set('canary-registry-77') } });
  expect(complete).toMatchObject({ complete: true, problems: {}, settings: { supportPassword: { isSet: true }, registryPassword: { isSet: true } } });
  const kept = await call('settings.save', { server: 'alpha', settings: form });
  expect(kept.settings).toMatchObject({ supportPassword: { isSet: true } });
  expect(JSON.stringify([complete, kept])).not.toContain('canary-');
});

it('takes the registry login from constants.env when it is left as proposed, and gives it to no other registry', async () => {
  await call('server.add', { ...profile, name: 'beta' });
  await call('materials.put', { server: 'beta', file: { slot: 'constants', ...sample('constants.env') } });
  expect((await call('settings.get', { server: 'beta' })).proposed).toMatchObject({ registryUser: 'allegroaienterprise', registryPassword: { isSet: false } }); // 'change me' is no password
  const token = { server: 'beta', edits: [{ name: 'DOCKERHUB_PASSWORD', value: 'dckr_pat_77' }] };
  await call('materials.edit-variables', token);
  const { proposed } = await call('settings.get', { server: 'beta' });
  const form = { access: proposed.access, registryUser: proposed.registryUser };
  expect((await call('settings.save', { server: 'beta', settings: { ...form, registryHost: 'registry.example.com' } })).settings).toMatchObject({ registryPassword: { isSet: false } });
  await call('server.remove', { server: 'beta', confirm: 'beta', clear: false });
  await call('server.add', { ...profile, name: 'beta' });
  await call('materials.put', { server: 'beta', file: { slot: 'constants', ...sample('constants.env') } });
  await call('materials.edit-variables', token);
  expect((await call('settings.save', { server: 'beta', settings: form })).settings).toMatchObject({ registryPassword: { isSet: true } });
  const { id } = await call('server.get', { server: 'beta' });
  expect((await workOf(console.services.resources).repositories.settings.get(id))?.settings?.registryPassword.reveal()).toBe('dckr_pat_77');
  await call('server.remove', { server: 'beta', confirm: 'beta', clear: false });
});

it('removes a server only when its name is typed', async () => {
  await expect(call('server.remove', { server: 'alpha', confirm: 'alph', clear: false })).rejects.toMatchObject({ code: 'invalid_input', field: 'confirm' });
  await call('server.remove', { server: 'alpha', confirm: 'alpha', clear: false });
  expect(await call('server.list', {})).toEqual([]);
  await expect(call('server.get', { server: 'alpha' })).rejects.toMatchObject({ code: 'not_found' });
});
