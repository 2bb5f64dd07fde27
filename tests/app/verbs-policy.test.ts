import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verbs, type VerbName } from '@/lib/contract/verbs';
import { InProcessConsole } from '../support/in-process-console';

const names = Object.keys(verbs) as VerbName[];
let console_: InProcessConsole;
let cookie: string;
const ask = (name: VerbName, headers: Record<string, string>, kind = verbs[name].kind) => (kind === 'query' ? console_.get(name, {}, headers) : console_.post(name, {}, headers));

beforeAll(async () => {
  console_ = await InProcessConsole.start();
  cookie = await console_.setUp();
});
afterAll(() => console_.close());

/** Grows with the table: a new verb is in it the moment it is declared. */
describe('T-AUTH-3: every verb by role', () => {
  test('only these verbs are for strangers', () => {
    expect(names.filter((name) => verbs[name].policy !== 'admin')).toEqual(['session.me', 'session.setup', 'session.sign-in']);
  });

  test.each(names)('%s: anonymous', async (name) => {
    const response = await ask(name, {});
    if (verbs[name].policy === 'anonymous') return expect([200, 400, 409]).toContain(response.status);
    expect(response.status).toBe(401);
    const { error } = (await response.json()) as { error: { code: string; fields?: unknown } };
    expect(error.code).toBe('unauthenticated');
    expect(error.fields).toBeUndefined(); // a stranger does not learn a verb's fields
  });

  test.each(names)('%s: admin is let through', async (name) => {
    const response = await ask(name, { cookie });
    if (name.startsWith('session.sign-out')) cookie = await console_.signIn();
    expect([401, 403, 405]).not.toContain(response.status);
  });

  test.each(names)('%s: an admin with a forged session is a stranger', async (name) => {
    const response = await ask(name, { cookie: cookie.replace(/=(.)/, (_, first: string) => `=${first === 'A' ? 'B' : 'A'}`) });
    if (verbs[name].policy === 'admin') expect(response.status).toBe(401);
  });
});

describe('T-CSRF-1: a mutation needs POST and the exact Origin', () => {
  const mutations = names.filter((name) => verbs[name].kind === 'mutation');

  test.each(mutations)('%s', async (name) => {
    expect((await console_.get(name, {}, { cookie })).status).toBe(405);
    for (const origin of ['http://evil.example', 'null', console_.origin.replace('127.0.0.1', 'localhost'), `${console_.origin}0`, console_.origin.replace('http:', 'https:')]) {
      const response = await console_.post(name, {}, { cookie, origin });
      expect([response.status, ((await response.json()) as { error: { reason: string } }).error.reason], origin).toEqual([403, 'origin']);
    }
    const without = await fetch(`${console_.origin}/api/v1/${name}`, { method: 'POST', body: '{}', headers: { cookie, 'content-type': 'application/json' } });
    expect(without.status).toBe(403);
  });

  test.each(names.filter((name) => verbs[name].kind === 'query'))('%s is not asked by POST', async (name) => {
    expect((await ask(name, { cookie }, 'mutation')).status).toBe(405);
  });
});

describe('what is not a verb', () => {
  test.each(['nothing', 'constructor', '__proto__', 'toString', 'server.list%00', 'session.me.json'])('%s', async (name) => {
    expect((await console_.get(name, {}, { cookie })).status).toBe(404);
  });

  test('a body that is not JSON, of another type, or too large', async () => {
    const send = (body: string, type = 'application/json') => fetch(`${console_.origin}/api/v1/session.sign-in`, { method: 'POST', body, headers: { origin: console_.origin, 'content-type': type } });
    expect((await send('{')).status).toBe(400);
    expect((await send('{}', 'text/plain')).status).toBe(400);
    expect((await send('name=a', 'application/x-www-form-urlencoded')).status).toBe(400);
    expect((await send(JSON.stringify({ name: 'a'.repeat(1_100_000) }))).status).toBe(413);
  });
});
