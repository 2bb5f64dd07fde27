import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { io } from 'socket.io-client';
import { socketPath } from '@/lib/contract/socket';
import { verbs, type VerbName } from '@/lib/contract/verbs';
import { InProcessConsole } from '../support/in-process-console';

const canaries = { password: 'canary-a7Xq-password', privateKey: 'canary-b8Yr-private-key', passphrase: 'canary-c9Zs-passphrase', sudoPassword: 'canary-d1At-sudo' };
const support = 'canary-e2Bu-support-password';
const registry = 'canary-f3Cv-registry';
const all = [...Object.values(canaries), support, registry];
const leaks = (text: string) => all.filter((canary) => [canary, Buffer.from(canary).toString('base64'), encodeURIComponent(canary)].some((form) => text.includes(form)));
const set = (value: string) => ({ action: 'set', value });

let console_: InProcessConsole;
let cookie: string;
beforeAll(async () => {
  console_ = await InProcessConsole.start();
  cookie = await console_.setUp();
});
afterAll(() => console_.close());

test('T-SSH-3: no answer, socket event, log or database file holds a credential that was entered', async () => {
  const said: string[] = [];
  const keep = async (response: Response) => said.push(`${[...response.headers].join()} ${await response.text()}`);
  const socket = io(console_.origin, { path: socketPath, addTrailingSlash: false, transports: ['websocket'], reconnection: false, extraHeaders: { origin: console_.origin, cookie } });
  socket.onAny((...event) => said.push(JSON.stringify(event)));
  await new Promise((resolve) => socket.once('connect', () => resolve(null)));
  await socket.emitWithAck('watch', { kind: 'fleet' });

  // Port 1 of the loopback refuses, so that the errors of a connection are among what is read.
  const profile = { name: 'one', address: '127.0.0.1', port: 1, login: 'deploy', auth: 'key', sudo: 'other', ...Object.fromEntries(Object.entries(canaries).map(([field, value]) => [field, set(field === 'privateKey' ? `-----BEGIN PRIVATE KEY-----\n${value}\n-----END PRIVATE KEY-----` : value)])) };
  const added = await console_.post('server.add', profile, { cookie });
  expect(added.status).toBe(200);
  await keep(added);
  const settings = { access: { kind: 'http', address: '127.0.0.1' }, registryUser: 'me', supportPassword: set(support), registryPassword: set(registry) };
  const saved = await console_.post('settings.save', { server: 'one', settings }, { cookie });
  expect(saved.status).toBe(200);
  await keep(saved);
  await keep(await console_.post('server.edit', { server: 'one', profile: { ...profile, auth: 'password', port: 'not a port' } }, { cookie })); // refused
  await keep(await console_.post('server.test', { server: 'one' }, { cookie }));
  await keep(await console_.post('plan.make', { server: 'one' }, { cookie }));
  await keep(await console_.post('preflight.start', { server: 'one' }, { cookie }));
  for (const name of Object.keys(verbs) as VerbName[]) if (verbs[name].kind === 'query') await keep(await console_.get(name, { server: 'one' }, { cookie }));
  await socket.emitWithAck('watch', { kind: 'server', server: 'one' });
  socket.disconnect();

  expect(said.join('\n')).toContain('"isSet":true'); // the answers speak of them, without giving them
  expect(said.flatMap(leaks)).toEqual([]);
  for (const file of readdirSync(console_.dataDirectory, { recursive: true, encoding: 'utf8' })) {
    const full = path.join(console_.dataDirectory, file);
    if (statSync(full).isFile()) expect(leaks(readFileSync(full).toString('latin1')), file).toEqual([]);
  }
}, 60_000);
