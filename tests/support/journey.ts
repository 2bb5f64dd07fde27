import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Console } from './console';
import type { HostInfo } from './test-host';

/** What `host info` adds for the wizard's Settings. */
export type WizardInfo = HostInfo & {
  apt: { url: string; keyFingerprint: string };
  registry: { host: string; user: string; password: string };
  publicRegistry: { helloWorld: string };
};

const materials = path.resolve('tests/support/materials/guide');

/** The operator's way through the wizard, a method a stage, by what they see: labels, buttons, headings. */
export class Journey {
  constructor(readonly page: Page, private readonly console_: Console, private readonly info: WizardInfo, readonly server: string) {}

  private button(name: string | RegExp) {
    return this.page.getByRole('button', { name });
  }
  private async go(stage: string) {
    await this.page.waitForURL(`**/servers/${this.server}/install/${stage}`);
  }

  async setUp(password: string): Promise<void> {
    await this.page.goto(`${this.console_.url}/`);
    await this.page.waitForURL('**/setup');
    await this.page.getByLabel('Set-up token').fill(this.console_.token);
    await this.page.getByLabel('Your name').fill('ada');
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.button('Create the first admin').click();
    await this.page.getByRole('heading', { level: 1 }).filter({ hasNotText: /set up/i }).waitFor();
  }

  async signIn(password: string): Promise<void> {
    await this.page.goto(`${this.console_.url}/sign-in`);
    await this.page.getByLabel('Name').fill('ada');
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.button('Sign in').click();
    await this.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  }

  /** The profile, the host key compared with what the server's own screen says, the test of the connection. */
  async connect(login: string): Promise<void> {
    await this.page.goto(`${this.console_.url}/servers/new`);
    await this.page.getByLabel('Name').fill(this.server);
    await this.page.getByLabel('Address').fill(this.info.address);
    await this.page.getByLabel('Login', { exact: true }).fill(login);
    await this.page.getByRole('radio', { name: /A password/ }).check();
    await this.page.getByLabel('Password', { exact: true }).fill(this.info.users[login]?.password ?? '');
    await this.button('Save and test the connection').click();
    await this.page.getByLabel(String(this.info.hostKey)).waitFor();
    await this.button('The keys are the same').click();
    await this.page.getByRole('link', { name: 'Add the ClearML files' }).click();
    await this.go('materials');
  }

  async addMaterials(): Promise<void> {
    for (const file of ['docker-compose.yml', 'docker-compose.override.yml', 'constants.env']) {
      await this.page.getByLabel(`File for ${file}`).setInputFiles(path.join(materials, file));
      await this.page.getByRole('button', { name: `Remove ${file}` }).waitFor();
    }
    await this.page.getByRole('link', { name: 'Enter the settings' }).click();
    await this.go('settings');
  }

  async enterSettings(supportPassword: string, registryPassword = this.info.registry.password): Promise<void> {
    await this.page.getByRole('radio', { name: /HTTP on three ports/ }).check();
    await this.page.getByLabel('Address').fill(this.info.address);
    const support = this.page.getByRole('region', { name: 'Support user' }).or(this.page.locator('section', { has: this.page.getByRole('heading', { name: 'Support user' }) }));
    await support.first().getByLabel('Password', { exact: true }).fill(supportPassword);
    await this.page.getByLabel('Host', { exact: true }).fill(this.info.registry.host);
    await this.page.getByLabel('User', { exact: true }).fill(this.info.registry.user);
    await this.page.getByLabel('Password or token').fill(registryPassword);
    await this.page.getByLabel('Image for the proof that Docker runs').fill(this.info.publicRegistry.helloWorld);
    await this.page.getByText(/^Docker.s packages/).click();
    await this.page.getByLabel('apt repository').fill(this.info.apt.url);
    await this.page.getByLabel('Fingerprint of its key').fill(this.info.apt.keyFingerprint);
    await this.button('Check the server').click();
    await this.go('preflight');
  }

  /** Waits for the findings; overrides those that a machine of 2 cores honestly fails, one by one, with a reason. */
  async passPreflight(): Promise<string[]> {
    await this.button('Check all again').waitFor({ timeout: 120_000 });
    await expect.poll(() => this.button('Check all again').isEnabled(), { timeout: 120_000 }).toBe(true);
    const overridden: string[] = [];
    const open = this.page.getByRole('main').getByRole('button', { expanded: false }).filter({ hasText: /^\s*(Fails?|Failed|Unknown)/i });
    for (let left = await open.count(); left > 0; left = await open.count()) {
      const row = open.first();
      const title = (await row.innerText()).split('\n').filter(Boolean)[1] ?? '';
      await row.click();
      await this.button('Override with a reason…').first().click();
      await this.page.getByLabel('Reason').fill('A small machine that only shows the installation.');
      await this.button('Override this finding').click();
      await this.page.getByRole('dialog').waitFor({ state: 'detached' });
      overridden.push(title);
      if (overridden.length > 20) throw new Error(`too many findings to override: ${overridden.join(', ')}`);
    }
    await this.button('Review the plan').click();
    await this.go('plan');
    return overridden;
  }

  async install(): Promise<void> {
    await this.button('Install ClearML').click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Install ClearML' }).click();
    await this.go('run');
  }

  async restartWhenAsked(): Promise<void> {
    await this.button('Restart the server now').click({ timeout: 400_000 });
  }

  async verify(): Promise<void> {
    const verify = this.page.getByRole('link', { name: 'See whether ClearML works' }).or(this.button('See whether ClearML works'));
    await verify.click({ timeout: 500_000 });
    await this.go('verify');
    await this.page.getByRole('link', { name: 'See the record' }).click({ timeout: 330_000 });
    await this.go('finish');
  }

  /** The sentence in the first line of the page. */
  async sentence(): Promise<string> {
    return (await this.page.locator('main header p').first().innerText()).trim();
  }
}
