import type { Page } from 'playwright-core';
import type { Journey, Seen } from './journey';
import type { TestHost } from './test-host';

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
  await lookAtHealth(page, of, at, seen);
  await at('not-found', '/nothing-here');
  const profile = { name: 'clearml-staging', address: '127.0.0.98', port: 22, login: 'ops', auth: 'password', sudo: 'same', password: { action: 'set', value: 'of no server' } };
  await verb(page, 'server.add', profile);
  await verb(page, 'server.test', { server: profile.name });
  await at('health-empty', `/servers/${profile.name}/health`);
  await at('fleet', '/');
}

/** Every probe is asked first, so that no page shows what was not asked yet; what would tell somebody is told nobody. */
async function lookAtHealth(page: Page, of: string, at: (name: string, path: string) => Promise<void>, seen: Seen): Promise<void> {
  const ask = () => verb(page, 'health.ask', { server: of.split('/').at(-1) });
  await ask();
  await at('security', `${of}/health/security`);
  await closePort(page, of, seen);
  await ask();
  await at('health', `${of}/health`);
  await page.getByText(/^ClearML works/).first().waitFor();
  await at('alert-rules', `${of}/health/rules`);
  await page.goto(new URL(`${of}/health/space`, page.url()).href, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Ask now' }).click();
  // Asked to its end, so that the picture does not catch it half-way.
  await page.getByRole('button', { name: 'Ask again' }).waitFor({ timeout: 240_000 });
  await at('space', `${of}/health/space`);
  await at('channels-empty', '/settings/channels');
  await at('channel-new', '/settings/channels/new');
  const url = { action: 'set', value: 'https://hooks.example.com/services/of-the-pictures' };
  const settings = [{ name: 'Operators', kind: 'email', host: 'mail.example.com', port: 25, security: 'none', from: 'console@example.com', to: ['ops@example.com'] }, { name: 'On call', kind: 'slack', url }];
  for (const { name, ...rest } of settings) await verb(page, 'channel.save', { id: null, channel: { name, settings: rest } });
  await at('channels', '/settings/channels');
  await at('channel', (await page.getByRole('link', { name: /On call/ }).first().getAttribute('href')) ?? '/settings/channels');
  await verb(page, 'silence.add', { kind: 'weekly', title: 'Updates of the operating system', server: null, days: [0], at: '03:00', minutes: 90, zone: 'Europe/Berlin' });
  await at('maintenance', '/settings/maintenance');
}

/** The one thing of a fresh installation that the guide does not want, mended as a person does it. */
async function closePort(page: Page, of: string, seen: Seen): Promise<void> {
  await page.goto(new URL(`${of}/health`, page.url()).href);
  await page.getByRole('button', { name: /^Close the ports that Docker publishes/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('This is what runs on').waitFor();
  await seen('repair');
  await dialog.getByRole('button', { name: /^Run th/ }).click();
  await page.waitForURL('**/runs/*');
  await page.getByText(/^Took/).waitFor({ timeout: 120_000 });
}

/** A container is stopped, then the whole server says nothing any more; both are found by the probes themselves. */
export async function lookAtIllness({ page, server }: Journey, host: TestHost, seen: Seen): Promise<void> {
  const at = async (name: string, path: string) => {
    await page.goto(new URL(path, page.url()).href, { waitUntil: 'networkidle' });
    await seen(name);
  };
  const stands = (text: RegExp) => page.getByText(text).first().waitFor({ timeout: 240_000 });
  await host.shell('docker stop -t 1 $(docker ps -q --filter label=com.docker.compose.service=fileserver)');
  await page.goto(new URL(`/servers/${server}/health`, page.url()).href);
  await stands(/fileserver.*(stopped|exited|does not run)/i);
  await page.waitForTimeout(1000);
  await seen('health-ill');
  await at('overview-ill', `/servers/${server}`);
  await host.pause();
  await page.goto(new URL(`/servers/${server}/health`, page.url()).href);
  await stands(/does not answer|has not answered/);
  await page.waitForTimeout(1000);
  await seen('health-unreachable');
  await host.unpause();
}
