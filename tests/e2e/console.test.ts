import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from '../support/browser';
import { Console } from '../support/console';

/** The built console with Next in it: what tests/app shows of the front must hold for the real pages too. */
let console_: Console;
let browser: Browser;
beforeAll(async () => {
  console_ = await Console.start();
  browser = await Browser.open();
});
afterAll(async () => {
  await browser.close();
  await console_.stop();
});

function raw(path: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: console_.port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    }).on('error', reject).end();
  });
}

const pages = ['/', '/servers/new', '/activity', '/settings', '/servers/one', '/servers/one/install/connect', '/runs/0123456789abcdefghjk'];

describe('T-AUTH-2: the real pages', () => {
  test.each(pages)('%s is closed to a stranger', async (page) => {
    for (const headers of [{}, { rsc: '1' }, { rsc: '1', 'next-router-prefetch': '1' }, { 'x-middleware-subrequest': 'src/middleware:middleware:middleware:middleware:middleware' }, { 'x-nextjs-data': '1' }] as Record<string, string>[]) {
      for (const path of [page, `${page}?_rsc=abc`, `${page.replace(/\/$/, '/index')}.rsc`, `${page.replace(/\/$/, '/index')}.segments/_tree.segment.rsc`]) expect((await raw(path, headers)).status, `${path} ${JSON.stringify(headers)}`).toBe(401);
    }
    expect((await raw(page, { accept: 'text/html' })).status).toBe(303);
  });
});

test('T-XSS-2: set-up, sign-in and the pages behind run under the policy without a violation', async () => {
  const page = await browser.page();
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
  await page.goto(console_.url);
  expect(new URL(page.url()).pathname).toBe('/setup');
  const form = await page.locator('form').first().evaluate((element: HTMLFormElement) => ({ method: element.method, fields: [...element.querySelectorAll('input')].map((input) => input.autocomplete) }));
  expect(form.method).toBe('post'); // without script, a password must not become a query
  expect(form.fields.every((autocomplete) => autocomplete !== '')).toBe(true);
  const status = await page.evaluate(async (token) => (await fetch('/api/v1/session.setup', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token, name: 'ada', password: 'correct horse battery' }) })).status, console_.token);
  expect(status).toBe(200);
  for (const path of ['/', '/servers/new', '/activity', '/settings']) {
    const response = await page.goto(`${console_.url}${path}`, { waitUntil: 'networkidle' });
    expect([path, response?.status()]).toEqual([path, 200]);
    expect(await page.evaluate(() => document.cookie)).not.toContain('session'); // HttpOnly
  }
  expect(browser.problems).toEqual([]);
});

test('after a crash the next start takes the same directory and the session still holds', async () => {
  await console_.kill('SIGKILL');
  await console_.boot();
  expect(console_.output).not.toContain('token');
  const page = await browser.page();
  await page.goto(`${console_.url}/activity`);
  expect(new URL(page.url()).pathname).toBe('/activity');
});

test('a second start on the same port says that the console runs already, and where', async () => {
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, ['scripts/start.mjs'], { env: { ...process.env, PORT: String(console_.port), HOST: '127.0.0.1', DATA_DIR: console_.dataDirectory } }, (_error, _out, err) => resolve(err.trim()));
  });
  expect(said).toBe(`A console answers at ${console_.url} already: open it. To run a second one, give it a PORT and a DATA_DIR of its own.`);
});
