import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InProcessConsole } from '../support/in-process-console';

let console_: InProcessConsole;
let cookie: string;
beforeAll(async () => {
  console_ = await InProcessConsole.start();
  cookie = await console_.setUp();
});
afterAll(() => console_.close());

/** Sends the path as it is: fetch would tidy it up. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(console_.origin);
    request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    }).on('error', reject).end();
  });
}

describe('T-AUTH-2: pages are closed to strangers, whatever is sent along', () => {
  const pages = ['/', '/servers/new', '/servers/a/install/plan', '/runs/x', '/activity', '/settings', '/en/activity', '/activity.rsc', '/index.rsc', '/_next/data/build/activity.json', '/anything'];
  const tricks: Record<string, string>[] = [
    {}, { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' }, { rsc: '1' }, { 'next-router-prefetch': '1', rsc: '1' },
    { 'x-forwarded-host': '127.0.0.1', 'x-original-url': '/sign-in', 'x-rewrite-url': '/sign-in' }, { 'x-matched-path': '/sign-in', 'x-invoke-path': '/sign-in' },
  ];
  test.each(pages)('%s', async (page) => {
    for (const headers of tricks) expect((await raw(page, headers)).status, JSON.stringify(headers)).toBe(401);
    const navigation = await raw(page, { accept: 'text/html' });
    expect(page.endsWith('.rsc') ? [401, undefined] : [303, '/sign-in']).toEqual([navigation.status, (navigation.headers.location as string | undefined)?.split('?')[0]]);
    expect((await raw(page, { cookie })).body).toBe('page');
  });

  test.each(['/sign-in/../activity', '/sign-in%2f..%2factivity', '/_next/static/../../activity', '/_next/static/%2e%2e/activity', '//activity', '/sign-in\\..\\activity'])('%s is no path', async (path) => {
    expect((await raw(path, { accept: 'text/html' })).status).toBe(404);
  });

  test('the forms for strangers are open', async () => {
    for (const path of ['/sign-in', '/setup', '/_next/static/chunks/a.js']) expect((await raw(path)).status).toBe(200);
  });
});

test('T-SSRF-2: no image proxy, and the Host header is not believed', async () => {
  expect((await raw('/_next/image?url=http://169.254.169.254/&w=64&q=75', { cookie })).status).toBe(404);
  expect((await raw('/sign-in', { host: 'evil.example' })).status).toBe(421);
  const local = await raw('/sign-in', { host: new URL(console_.origin).host.replace('127.0.0.1', 'localhost') });
  expect([local.status, local.headers.location]).toEqual([307, `${console_.origin}/sign-in`]);
});

test('T-XSS-2: the policy admits scripts and style elements by a fresh nonce only', async () => {
  const [first, second] = [await raw('/sign-in'), await raw('/sign-in', { 'content-security-policy': "script-src 'nonce-mine'", 'content-security-policy-report-only': "script-src 'nonce-mine'" })];
  const policy = first.headers['content-security-policy'] as string;
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(nonce).toMatch(/^.{20,}$/);
  expect(second.headers['content-security-policy']).not.toContain(nonce);
  expect(second.headers['content-security-policy']).not.toContain('mine');
  expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toMatch(/unsafe-/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(policy).toMatch(/base-uri 'none'/);
  expect(first.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' });
  expect((await raw('/api/v1/session.me')).headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
});
