import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Console } from './console';
import { mouse, type Hands } from './hands';
import type { HostInfo } from './test-host';

/** What `host info` adds for the wizard's Settings. */
export type WizardInfo = HostInfo & {
  apt: { url: string; keyFingerprint: string };
  registry: { host: string; user: string; password: string };
  publicRegistry: { helloWorld: string };
};

/** Told when the page is in a state worth a picture or a check. It may look, open other pages, and must leave this one as it is. */
export type Seen = (page: string) => Promise<void>;

interface Manner {
  seen?: Seen;
  /** Mouse (usual) or keyboard. */
  hands?: Hands;
}

const materials = path.resolve('tests/support/materials/guide');

/** The operator's way through the wizard, a method a stage, by what they see: labels, buttons, headings. */
export class Journey {
  readonly hands: Hands;
  private readonly seen: Seen;

  constructor(public page: Page, private readonly console_: Console, private readonly info: WizardInfo, readonly server: string, manner: Manner = {}) {
    this.hands = manner.hands ?? mouse;
    this.seen = manner.seen ?? (async () => {});
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }
  private field(name: string, within: Page | Locator = this.page): Locator {
    return within.getByLabel(name, { exact: true });
  }
  private section(heading: string): Locator {
    return this.page.locator('section', { has: this.page.getByRole('heading', { name: heading }) });
  }
  private async go(stage: string) {
    await this.page.waitForURL(`**/servers/${this.server}/install/${stage}`);
  }
  async open(stage: string): Promise<void> {
    await this.page.goto(`${this.console_.url}/servers/${this.server}/install/${stage}`);
  }

  async setUp(password: string): Promise<void> {
    await this.page.goto(`${this.console_.url}/`);
    await this.page.waitForURL('**/setup');
    await this.seen('setup');
    await this.hands.type(this.field('Set-up token'), this.console_.token);
    await this.hands.type(this.field('Your name'), 'ada');
    await this.hands.type(this.field('Password'), password);
    await this.hands.press(this.button('Create the first admin'));
    await this.page.getByRole('heading', { level: 1 }).filter({ hasNotText: /set up/i }).waitFor();
    await this.seen('fleet-empty');
  }

  async signIn(password: string): Promise<void> {
    await this.page.goto(`${this.console_.url}/sign-in`);
    await this.seen('sign-in');
    await this.hands.type(this.field('Name'), 'ada');
    await this.hands.type(this.field('Password'), password);
    await this.hands.press(this.button('Sign in'));
    await this.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  }

  /** The profile, the host key compared with what the server's own screen says, the test of the connection. */
  async connect(login: string): Promise<void> {
    await this.page.goto(`${this.console_.url}/servers/new`);
    await this.hands.type(this.field('Name'), this.server);
    await this.hands.type(this.field('Address'), this.info.address);
    await this.hands.type(this.field('Login'), login);
    await this.hands.choose(this.page.getByRole('radio', { name: /A password/ }));
    await this.hands.type(this.field('Password'), this.info.users[login]?.password ?? '');
    await this.seen('connect-server');
    await this.hands.press(this.button('Save and test the connection'));
    await this.page.getByLabel(String(this.info.hostKey)).waitFor();
    await this.seen('host-key');
    await this.hands.press(this.button('The keys are the same'));
    await this.page.getByText(/^Connected:/).waitFor();
    await this.hands.press(this.page.getByRole('link', { name: 'Add the ClearML files' }));
    await this.go('materials');
  }

  async addMaterials(): Promise<void> {
    for (const file of ['docker-compose.yml', 'docker-compose.override.yml', 'constants.env']) {
      const chooser = this.page.waitForEvent('filechooser');
      await this.hands.press(this.button(`Choose a file for ${file}`));
      await (await chooser).setFiles(path.join(materials, file));
      await this.button(`Remove ${file}`).waitFor();
    }
    await this.seen('install-materials');
    await this.hands.press(this.page.getByRole('link', { name: 'Enter the settings' }));
    await this.go('settings');
  }

  async enterSettings(supportPassword: string, changes: { registryPassword?: string; previous?: 'remove' } = {}): Promise<void> {
    const { hands } = this;
    await hands.choose(this.page.getByRole('radio', { name: /HTTP on three ports/ }));
    await hands.type(this.page.getByLabel('Address'), this.info.address);
    await hands.type(this.field('Password', this.section('Support user').first()), supportPassword);
    await hands.type(this.field('Host'), this.info.registry.host);
    await hands.type(this.page.getByLabel('Image for the proof that Docker runs'), this.info.publicRegistry.helloWorld);
    await hands.type(this.field('User'), this.info.registry.user);
    // A password that constants.env holds is proposed; it is not this registry's.
    const replace = this.section('Registry').getByRole('button', { name: 'Replace' });
    if (await replace.isVisible()) await hands.press(replace);
    await hands.type(this.page.getByLabel('Password or token'), changes.registryPassword ?? this.info.registry.password);
    if (changes.previous) await hands.choose(this.page.getByRole('radio', { name: /Remove it/ }));
    await hands.press(this.page.locator('summary', { hasText: /^Docker.s packages/ }));
    await hands.type(this.page.getByLabel('apt repository'), this.info.apt.url);
    await hands.type(this.page.getByLabel('Fingerprint of its key'), this.info.apt.keyFingerprint);
    await this.seen('install-settings');
    await hands.press(this.button('Check the server'));
    await this.go('preflight');
  }

  /** Until every finding has come. */
  async checked(): Promise<void> {
    await this.page.getByRole('button', { name: 'Check all again', disabled: false }).waitFor({ timeout: 120_000 });
  }

  /** Waits for the findings; overrides those that a machine of 2 cores honestly fails, one by one, with a reason. */
  async passPreflight(): Promise<string[]> {
    await this.checked();
    await this.seen('install-preflight');
    const overridden: string[] = [];
    // They are open from the start, with their override.
    const open = this.page.getByRole('main').getByRole('button', { expanded: true }).filter({ hasText: /^\s*(Fails?|Failed|Unknown)/i });
    for (let left = await open.count(); left > 0; left = await open.count()) {
      const title = (await open.first().innerText()).split('\n').filter(Boolean)[1] ?? '';
      await this.hands.press(this.button('Override with a reason…').first());
      await this.hands.type(this.page.getByLabel('Reason'), 'A small machine that only shows the installation.');
      await this.hands.press(this.button('Override this finding'));
      await this.page.getByRole('dialog').waitFor({ state: 'detached' });
      overridden.push(title);
      if (overridden.length > 20) throw new Error(`too many findings to override: ${overridden.join(', ')}`);
    }
    await this.hands.press(this.button('Review the plan'));
    await this.go('plan');
    return overridden;
  }

  /** Starts the plan. Where it destroys something, the server's name is typed first. */
  async install(): Promise<void> {
    await this.button('Install ClearML').waitFor();
    await this.seen('install-plan');
    await this.hands.press(this.button('Install ClearML'));
    const dialog = this.page.getByRole('dialog');
    await dialog.waitFor();
    const name = dialog.getByLabel(`Type ${this.server} to confirm`);
    if ((await name.count()) > 0) await this.hands.type(name, this.server);
    await this.hands.press(dialog.getByRole('button', { name: 'Install ClearML' }));
    await this.go('run');
  }

  async restartWhenAsked(): Promise<void> {
    await this.button('Restart the server now').waitFor({ timeout: 400_000 });
    await this.seen('run-waiting');
    await this.hands.press(this.button('Restart the server now'));
    await this.button('Restart the server now').waitFor({ state: 'detached' });
  }

  /** Replaces the registry's password in the settings and comes back to the run. */
  async mendRegistryPassword(password: string): Promise<void> {
    await this.open('settings');
    const registry = this.section('Registry').first();
    await this.hands.press(registry.getByRole('button', { name: 'Replace' }));
    await this.hands.type(registry.getByLabel('Password or token'), password);
    await this.hands.press(this.page.getByRole('button', { name: 'Save', exact: true }));
    await this.page.getByText('The settings are complete.').waitFor();
    await this.open('run');
  }

  async verify(): Promise<void> {
    const verify = this.page.getByRole('link', { name: 'See whether ClearML works' }).or(this.button('See whether ClearML works'));
    await verify.waitFor({ timeout: 500_000 });
    await this.hands.press(verify);
    await this.go('verify');
    const record = this.page.getByRole('link', { name: 'See the record' });
    await record.waitFor({ timeout: 330_000 });
    await this.seen('install-verify');
    await this.hands.press(record);
    await this.go('finish');
    await this.page.getByRole('heading', { name: 'Install record' }).waitFor();
    await this.seen('install-finish');
  }

  /** The sentence in the first line of the page. */
  async sentence(): Promise<string> {
    return (await this.page.locator('main header p').first().innerText()).trim();
  }
}
