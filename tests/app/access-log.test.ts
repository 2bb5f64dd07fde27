import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { callVerb } from '@/components/api/call-verb';
import { queryVerbs } from '@/components/api/query-verbs';
import { socketPath } from '@/lib/contract/socket';
import { verbs, type InputOf, type VerbName } from '@/lib/contract/verbs';
import { found } from '../support/canaries';
import { InProcessConsole, toCookie } from '../support/in-process-console';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // a busy machine is slow
let console_: InProcessConsole;
let cookie = '';
const cookies: string[] = [];
const set = (value: string) => ({ action: 'set' as const, value });

/** The browser's own client, with what a browser adds by itself: the origin, the cookie. */
beforeEach(async () => {
  console_ = await InProcessConsole.start({ LOG_LEVEL: 'debug' });
  const real = fetch;
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const response = await real(`${console_.origin}${address}`, { ...init, headers: { ...(init.headers as Record<string, string>), origin: console_.origin, cookie } });
    const fresh = toCookie(response);
    if (fresh !== '') cookies.push((cookie = fresh));
    return response;
  });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await console_.close();
});

test('T-WS-3: whatever is done, no request line and no line of the log holds a session, a token or a password', async () => {
  const secrets: Record<string, string> = { admin: 'canary-admin-a7Xq!', next: 'canary-next-b8Yr!', login: 'canary-login-c9Zs!', key: 'canary-key-d1At', registry: 'canary-registry-e2Bu', support: 'canary-support-f3Cv', variable: 'canary-variable-g4Dw', setup: console_.services.resources.setupToken.text };
  const call = <V extends VerbName>(verb: V, input: InputOf<V>) => callVerb(verb, input).catch((error: unknown) => error);
  await call('session.setup', { token: 'canary-wrong-token-h5', name: 'ada', password: secrets.admin! });
  await call('session.setup', { token: secrets.setup!, name: 'ada', password: secrets.admin! });
  await call('session.sign-in', { name: 'ada', password: 'canary-wrong-i6Fy' });
  await call('session.sign-in', { name: 'ada', password: secrets.admin! });
  await call('session.change-password', { current: secrets.admin!, next: secrets.next! });
  await call('server.add', { name: 'one', address: '127.0.0.1', port: 1, login: 'ops', auth: 'key', sudo: 'other', privateKey: set(`-----BEGIN PRIVATE KEY-----\n${secrets.key}\n-----END PRIVATE KEY-----`), passphrase: set(secrets.login!), sudoPassword: set(secrets.login!) });
  await call('server.trust', { server: 'one', hostKey: { algorithm: 'ssh-ed25519', sha256: 'SHA256:a' }, replace: true, password: secrets.next! });
  await call('server.test', { server: 'one' });
  await call('materials.put', { server: 'one', file: { slot: 'constants', fileName: 'constants.env', base64: Buffer.from(`CLEARML_PASSWORD=${secrets.variable}\n`).toString('base64') } });
  await call('materials.edit-variables', { server: 'one', edits: [{ name: 'CLEARML_SECRET', value: secrets.variable! }] });
  expect(await call('materials.reveal', { server: 'one', name: 'CLEARML_SECRET' })).toEqual({ value: secrets.variable });
  await call('settings.save', { server: 'one', settings: { access: { kind: 'http', address: '127.0.0.1' }, registryUser: 'me', supportPassword: set(secrets.support!), registryPassword: set(secrets.registry!) } });
  for (const verb of queryVerbs) await call(verb, { server: 'one' }); // what is downloaded (script, record, output) is asked for by them
  const socket = io(console_.origin, { path: socketPath, addTrailingSlash: false, transports: ['websocket'], reconnection: false, extraHeaders: { origin: console_.origin, cookie } });
  await new Promise((resolve) => socket.once('connect', () => resolve(null)));
  await socket.emitWithAck('watch', { kind: 'server', server: 'one' });
  socket.disconnect();
  await call('session.sign-out-everywhere', {});

  cookies.forEach((each, index) => each.split('; ').forEach((pair, part) => Object.assign(secrets, { [`session-${index}-${part}`]: decodeURIComponent(pair.slice(pair.indexOf('=') + 1)).split('.')[0]! })));
  const real = Object.fromEntries(Object.entries({ ...secrets, wrong: 'canary-wrong' }).filter(([, value]) => value.length >= 8));
  expect(Object.keys(real).filter((name) => name.startsWith('session-')).length).toBeGreaterThan(2);
  expect(console_.accessLog.join('\n')).toMatch(/POST \/api\/v1\/session\.setup"[^]*GET \/ws\?/);
  expect(console_.accessLog.flatMap((line) => found(line, real))).toEqual([]);
  const logs = path.join(console_.dataDirectory, 'logs');
  for (const file of readdirSync(logs)) expect(found(readFileSync(path.join(logs, file), 'utf8'), real), file).toEqual([]);
});

test('T-WS-3: no question takes what must not stand in an address', () => {
  const named = (schema: z.core.JSONSchema.JSONSchema | boolean): string[] => (typeof schema === 'boolean' ? [] : [...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => [name, ...named(each as never)]), ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((each) => named(each as never))]);
  const fields = queryVerbs.flatMap((verb) => named(z.toJSONSchema(verbs[verb].input, { io: 'input', unrepresentable: 'any' })).map((field) => `${verb}: ${field}`));
  expect(fields.length).toBeGreaterThan(10);
  expect(fields.filter((field) => /pass|token|secret|key|value|credential|ticket/i.test(field))).toEqual([]);
});
