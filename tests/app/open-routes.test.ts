import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OpenInput, OpenView } from '@/lib/contract/status';
import { workOf } from '@/lib/services/work';
import { InProcessConsole } from '../support/in-process-console';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // a busy machine is slow
let console_: InProcessConsole;
let cookie: string;
beforeEach(async () => {
  console_ = await InProcessConsole.start();
  cookie = await console_.setUp();
});
afterEach(() => console_.close());

const get = (where: string, headers: Record<string, string> = {}, method = 'GET') => fetch(new URL(where, console_.origin), { headers, method, redirect: 'manual' });
/** fetch sets the Host by itself. */
const under = (host: string, where: string) => new Promise<number>((resolve, reject) => {
  const { hostname, port } = new URL(console_.origin);
  request({ hostname, port, path: where, headers: { host } }, (response) => { response.resume(); resolve(response.statusCode ?? 0); }).on('error', reject).end();
});
const save = async (input: OpenInput): Promise<OpenView> => (await (await console_.post('status.save', input, { cookie })).json()) as OpenView;
const addServer = (name: string) => console_.post('server.add', { name, address: '192.0.2.1', login: 'root', auth: 'password', sudo: 'none', password: { action: 'set', value: 'canary-a-password' } }, { cookie });

describe('T-AUTH-2: what is open to strangers besides the forms and the verbs', () => {
  test('only these answer; before an admin opens them, the console alone says that it lives', async () => {
    const token = 'A'.repeat(43);
    const seen = async (paths: string[]) => Object.fromEntries(await Promise.all(paths.map(async (each) => [each, (await get(each)).status] as const)));
    const closed = ['/status', '/healthz/', '/healthz/x', '/metrics/', '/metrics/x', '/statusx', '/healthz.rsc', '/metrics.rsc'];
    expect(await seen(['/healthz', '/metrics', `/status/${token}`, '/status/', ...closed])).toEqual({ '/healthz': 200, '/metrics': 404, [`/status/${token}`]: 404, '/status/': 404, ...Object.fromEntries(closed.map((each) => [each, 401])) });
    // Nor are they a way around the gate.
    for (const way of ['/status/../activity', '/status/%2e%2e/activity', '/status//activity', '/healthz/../activity', '/status/..%2factivity']) expect(await under(new URL(console_.origin).host, way), way).toBe(404);
  });

  test('none of them takes anything but GET', async () => {
    await save({ page: { isOn: true, title: 'ClearML', servers: [] } });
    for (const each of ['/healthz', '/metrics', '/status/x']) for (const method of ['POST', 'PUT', 'DELETE']) expect((await get(each, {}, method)).status, `${method} ${each}`).toBe(405);
  });

  test('/healthz says version and count, and what nobody may know stays unsaid; 503 when the database is gone', async () => {
    await addServer('alpha');
    const answer = await get('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, version: console_.services.resources.version, watching: 0, database: 'ok' }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await under('10.0.0.7:3000', '/healthz')).toBe(200); // a load balancer asks by address
    vi.spyOn(console_.services.resources.database, '$queryRaw').mockRejectedValue(new Error('gone'));
    const broken = await get('/healthz');
    expect([broken.status, await broken.json()]).toEqual([503, { ok: false, version: console_.services.resources.version, watching: 0, database: 'failed' }]);
  });

  test('/healthz counts the servers that are watched', async () => {
    await addServer('alpha');
    await addServer('beta');
    const { repositories, watcher } = workOf(console_.services.resources);
    const { id } = (await repositories.servers.byName('alpha'))!;
    await repositories.servers.edit(id, { state: 'installed' });
    await watcher.refresh(id);
    expect(await (await get('/healthz')).json()).toMatchObject({ ok: true, watching: 1 });
  });

  test('/metrics wants the token that was shown once; a renewed one replaces it', async () => {
    await addServer('alpha');
    const { made, metrics } = await save({ metrics: { isOn: true } });
    expect([metrics, made.address]).toEqual([{ isOn: true, hasToken: true }, null]);
    expect(made.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const status = async (authorization?: string) => (await get('/metrics', authorization === undefined ? {} : { authorization })).status;
    for (const wrong of [undefined, '', 'Bearer', 'Bearer ', `Bearer ${made.token!.slice(1)}`, `Bearer ${made.token}A`, `Basic ${made.token}`, made.token!]) expect(await status(wrong), wrong).toBe(401);
    const answer = await get('/metrics', { authorization: `Bearer ${made.token}` });
    expect(answer.headers.get('content-type')).toMatch(/version=0\.0\.4/);
    const text = await answer.text();
    expect(text).toContain('groundcrew_server_verdict{server="alpha",verdict="off"} 1\n');
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).not.toContain('192.0.2.1');
    expect((await save({ metrics: { isOn: true } })).made).toEqual({ address: null, token: null });
    const renewed = await save({ renew: 'metrics' });
    expect([await status(`Bearer ${made.token}`), await status(`Bearer ${renewed.made.token}`)]).toEqual([401, 200]);
    await save({ metrics: { isOn: false } });
    expect(await status(`Bearer ${renewed.made.token}`)).toBe(404);
  });

  test('the status page has an address that nobody guesses, says a name and a state, and nothing of what was found', async () => {
    await addServer('alpha-internal');
    const { made } = await save({ page: { isOn: true, title: 'Lab <b>&', servers: [{ server: 'alpha-internal', title: 'Vision "lab" <script>' }] } });
    const address = new URL(made.address!);
    expect([address.origin, address.pathname]).toEqual([console_.origin, expect.stringMatching(/^\/status\/[A-Za-z0-9_-]{43}$/)]);
    const answer = await get(address.pathname);
    const page = await answer.text();
    expect([answer.status, answer.headers.get('x-robots-tag'), answer.headers.get('cache-control'), answer.headers.get('referrer-policy')]).toEqual([200, 'noindex, nofollow', 'no-store', 'no-referrer']);
    expect(page).toContain('Vision &#34;lab&#34; &#60;script&#62;');
    expect(page).toMatch(/Unknown/);
    expect(page).not.toMatch(/alpha-internal|192\.0\.2|ssh|finding/i);
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy')!)?.[1];
    expect([...page.matchAll(/<(?:script|style) ?([^>]*)>/g)].map(([, attributes]) => attributes)).toEqual([`nonce="${nonce}"`, `nonce="${nonce}"`]);
    expect(await under('evil.example', address.pathname)).toBe(421);

    const other = address.pathname.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await get(other)).status).toBe(404);
    const renewed = await save({ renew: 'page' });
    expect([(await get(address.pathname)).status, (await get(renewed.made.address!)).status]).toEqual([404, 200]);
    await save({ page: { isOn: false, title: 'Lab', servers: [] } });
    expect((await get(renewed.made.address!)).status).toBe(404);
  });

  test('one address is answered only so often in a minute', async () => {
    const { clock } = console_.services.resources;
    const stopped = vi.spyOn(clock, 'now').mockReturnValue(clock.now()); // however slow the machine is
    const statuses = new Set<number>();
    for (let round = 0; round < 62; round += 1) for (const { status } of await Promise.all(Array.from({ length: 10 }, () => get('/status/x')))) statuses.add(status);
    expect([...statuses].sort()).toEqual([404, 429]);
    expect((await get('/healthz')).headers.get('retry-after')).toBe('60');
    stopped.mockRestore();
  });
});

test('T-SEC-4: the tokens are stored as hashes only, and the audit says what was opened without them', async () => {
  const { made } = await save({ page: { isOn: true, title: 'ClearML', servers: [] }, metrics: { isOn: true } });
  const token = made.address!.split('/').at(-1)!;
  await get(`/status/${token}`);
  await get('/metrics', { authorization: `Bearer ${made.token}` });
  expect(await (await console_.get('status.get', {}, { cookie })).json()).toEqual({ page: { isOn: true, title: 'ClearML', servers: [], hasAddress: true }, metrics: { isOn: true, hasToken: true }, made: { address: null, token: null } });
  await save({ renew: 'page' });
  const said = (await workOf(console_.services.resources).repositories.audits.list({ limit: 10 })).map(({ sentence }) => sentence);
  expect(said.slice(0, 2)).toEqual(['changed what is open without a sign-in: status page on, its address renewed, metrics on', 'changed what is open without a sign-in: status page on, metrics on']);
  for (const file of readdirSync(console_.dataDirectory, { recursive: true, encoding: 'utf8' })) {
    const full = path.join(console_.dataDirectory, file);
    if (!statSync(full).isFile()) continue;
    const text = readFileSync(full).toString('latin1');
    for (const secret of [token, made.token!]) expect(text.includes(secret), file).toBe(false);
  }
});
