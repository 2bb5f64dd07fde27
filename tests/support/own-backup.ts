import type { Page } from 'playwright-core';
import type { SftpEntry } from './backup-journey';

/** Has the console send its own backups to another machine, by its settings, and waits until the first one has arrived; answers the passphrase that is made. */
export async function backUpConsole(page: Page, url: string, { host, user, path, key, fingerprint }: SftpEntry, password: string, seen: (name: string) => Promise<void>): Promise<string> {
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const field = (name: string) => page.getByLabel(name, { exact: true });
  await page.goto(`${url}/settings`);
  await page.getByLabel('Send each to another machine by SFTP, too').check();
  const there = page.getByRole('group', { name: 'The other machine' });
  await there.getByLabel('Host', { exact: true }).fill(host);
  await there.getByLabel('User', { exact: true }).fill(user);
  await there.getByLabel('Directory there', { exact: true }).fill(path);
  await button('Show its host key').click();
  await page.getByLabel(fingerprint).waitFor();
  await button(/pin it$/).click();
  await field('Private key').fill(key);
  await button('Save how it is backed up').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type="password"]').fill(password);
  await dialog.getByRole('button', { name: 'Try it and save' }).click();
  const shown = page.getByRole('status').filter({ hasText: 'This passphrase is shown once.' }).locator('code');
  const passphrase = (await shown.innerText()).trim();
  await button('Back up now').click();
  await page.getByText('The newest there arrived').waitFor();
  await seen('settings-own-backup');
  return passphrase;
}
