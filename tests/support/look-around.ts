import type { Page } from 'playwright-core';
import type { Journey, Seen } from './journey';

/** Calls a verb as the page does. */
export function verb(page: Page, name: string, input: unknown): Promise<number> {
  return page.evaluate(async ([path, body]) => (await fetch(`/api/v1/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status, [name, JSON.stringify(input)] as const);
}

/** The pages that the wizard does not pass, of a console whose server is installed. Adds a second server, which refuses. */
export async function lookAround({ page, server }: Journey, seen: Seen): Promise<void> {
  const at = async (name: string, path: string) => {
    await page.goto(new URL(path, page.url()).href, { waitUntil: 'networkidle' });
    await seen(name);
  };
  const of = `/servers/${server}`;
  await at('install-connect', `${of}/install/connect`);
  await at('overview', of);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await seen('palette');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: /^Remove the server/ }).click();
  await page.getByRole('checkbox').waitFor();
  await seen('remove-server');
  await at('edit-server', `${of}/edit`);
  await at('runs', `${of}/runs`);
  await page.locator('main a[href*="/runs/"]').first().click();
  await page.waitForURL('**/runs/*');
  await page.getByText(/^Took/).waitFor();
  await seen('run');
  await at('activity', '/activity');
  await at('audit', '/activity?view=audit');
  await at('settings', '/settings');
  await at('not-found', '/nothing-here');
  const profile = { name: 'clearml-staging', address: '127.0.0.98', port: 22, login: 'ops', auth: 'password', sudo: 'same', password: { action: 'set', value: 'of no server' } };
  await verb(page, 'server.add', profile);
  await verb(page, 'server.test', { server: profile.name });
  await at('fleet', '/');
}
