import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Me } from '@/lib/contract/session';
import { admin, InProcessConsole, toCookie } from '../support/in-process-console';

let console_: InProcessConsole;
beforeEach(async () => void (console_ = await InProcessConsole.start()));
afterEach(() => console_.close());
const me = async (cookie: string) => (await (await console_.get('session.me', {}, { cookie })).json()) as Me;

describe('T-AUTH-9: the first admin', () => {
  test('needs the token of this start, and leaves no token in a query', async () => {
    const wrong = await console_.post('session.setup', { ...admin, token: 'not the token' });
    expect(wrong.status).toBe(400);
    expect(((await wrong.json()) as { error: { fields: object } }).error.fields).toHaveProperty('token');
    expect((await console_.get('session.setup', { ...admin, token: console_.services.resources.setupToken.text })).status).toBe(405);
    expect((await me('')).isSetUp).toBe(false);
  });

  test('three at once: exactly one wins; one more gets 409', async () => {
    const token = console_.services.resources.setupToken.text;
    const three = await Promise.all(['ada', 'bea', 'cid'].map((name) => console_.post('session.setup', { token, name, password: admin.password })));
    expect(three.map((response) => response.status).sort()).toEqual([200, 409, 409]);
    expect((await console_.post('session.setup', { token, ...admin })).status).toBe(409);
    expect(await console_.services.resources.database.user.count()).toBe(1);
    const winner = three.find((response) => response.ok);
    expect((await me(toCookie(winner!))).user?.role).toBe('admin');
  });

  test('tokens cannot be guessed without end', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess++) statuses.push((await console_.post('session.setup', { ...admin, token: `guess ${guess}` })).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });
});

describe('sessions', () => {
  test('the cookie is HttpOnly, Lax, and the token is in no answer', async () => {
    await console_.setUp();
    const response = await console_.post('session.sign-in', admin);
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const token = decodeURIComponent(toCookie(response).split('=')[1]!).split('.')[0]!;
    expect(token.length).toBeGreaterThan(16);
    expect(await response.text()).not.toContain(token);
  });

  test('sign-out ends this one, sign-out everywhere all, a changed password the others', async () => {
    const first = await console_.setUp();
    const second = await console_.signIn();
    await console_.post('session.sign-out', {}, { cookie: second });
    expect([(await me(second)).signedIn, (await me(first)).signedIn]).toEqual([false, true]);

    const third = await console_.signIn();
    const changed = await console_.post('session.change-password', { current: admin.password, next: 'a new long password' }, { cookie: first });
    const fresh = toCookie(changed);
    expect([(await me(first)).signedIn, (await me(third)).signedIn, (await me(fresh)).signedIn]).toEqual([false, false, true]);
    expect((await console_.post('session.sign-in', admin)).status).toBe(401);

    const fourth = await console_.signIn({ password: 'a new long password' });
    await console_.post('session.sign-out-everywhere', {}, { cookie: fourth });
    expect([(await me(fresh)).signedIn, (await me(fourth)).signedIn]).toEqual([false, false]);
  });

  test('a wrong current password changes nothing and says so at its field', async () => {
    const cookie = await console_.setUp();
    const response = await console_.post('session.change-password', { current: 'not it', next: 'a new long password' }, { cookie });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: { fields: object } }).error.fields).toHaveProperty('current');
    expect((await console_.post('session.sign-in', admin)).status).toBe(200);
  });
});

describe('T-AUTH-8: the throttle', () => {
  const wrong = (name: string, headers: Record<string, string> = {}) => console_.post('session.sign-in', { name, password: 'wrong wrong wrong' }, headers).then((response) => response.status);

  test('counts by account, also for names that do not exist, and believes no forwarded-for header', async () => {
    await console_.setUp();
    for (const name of [admin.name, 'nobody']) {
      const statuses = [];
      for (let attempt = 0; attempt < 7; attempt++) statuses.push(await wrong(name, { 'x-forwarded-for': `203.0.113.${attempt}`, 'x-groundcrew-address': `203.0.113.${attempt}` }));
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    }
    expect((await console_.post('session.sign-in', admin)).status).toBe(429); // the right password waits as well
  });

  test('many at once do not slip through', async () => {
    await console_.setUp();
    const statuses = await Promise.all(Array.from({ length: 15 }, () => wrong(admin.name)));
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  });

  test('counts by address over many accounts', async () => {
    await console_.setUp();
    const statuses = [];
    for (let attempt = 0; attempt < 22; attempt++) statuses.push(await wrong(`name${attempt}`));
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  test('the auth library has no route: sign-up, get-session and all others are 404 in every spelling', async () => {
    for (const path of ['/api/auth/sign-up/email', '/api/auth/get-session', '/api/auth/list-sessions', '/api/auth', '/api/%61uth/ok', '/api/v1/../auth/ok', '/api/v1/%2e%2e/auth/ok', '/api/auth%2fget-session']) {
      for (const method of ['GET', 'POST']) expect((await fetch(console_.origin + path, { method, redirect: 'manual', headers: { origin: console_.origin } })).status, `${method} ${path}`).toBe(404);
    }
  });
});

test('failed and good sign-ins are in the audit without a password', async () => {
  await console_.setUp();
  await console_.post('session.sign-in', { name: 'ada', password: 'wrong wrong wrong' });
  const rows = await console_.services.resources.database.audit.findMany({ orderBy: { at: 'asc' } });
  expect(rows.map(({ verb, outcome, actor }) => [verb, outcome, actor])).toEqual([['session.setup', 'ok', 'ada'], ['session.sign-in', 'refused', 'anonymous']]);
  expect(JSON.stringify(rows)).not.toContain('wrong wrong');
});
