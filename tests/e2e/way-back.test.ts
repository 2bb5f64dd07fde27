import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Browser, findChromium } from '../support/browser';
import { Console } from '../support/console';
import { Journey, type WizardInfo } from '../support/journey';
import { ServerFaults } from '../support/server-faults';
import { TestHost, whyNoTestHost } from '../support/test-host';

const skip = whyNoTestHost() ?? (findChromium() ? null : 'Chromium is not installed');
const earlier = '/opt/clearml/data/of-an-earlier-installation';

/** Each test goes on where the one before it ended. */
describe.skipIf(skip !== null)('the ways back, in a browser', () => {
  let host: TestHost;
  let console_: Console;
  let browser: Browser;
  let journey: Journey;
  let faults: ServerFaults;

  beforeAll(async () => {
    host = await TestHost.up('back', '127.0.0.34', '--variant', 'docker');
    faults = new ServerFaults(host);
    // Docker sets the permissions itself when it starts.
    await host.shell(`until docker info >/dev/null 2>&1; do sleep 0.3; done; chmod 755 /var/lib/docker; mkdir -p /opt/clearml/data; echo old >${earlier}`);
    console_ = await Console.start();
    browser = await Browser.open();
    journey = new Journey(await browser.page(), console_, host.info as WizardInfo, 'clearml-1');
    journey.page.setDefaultTimeout(60_000);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await journey.page.screenshot({ path: `tests/.artifacts/${task.name.replaceAll(/[^a-z]+/gi, '-')}.png`, fullPage: true });
  });
  afterAll(async () => {
    await browser?.close();
    await console_?.stop();
    await host?.down();
  });

  const dialog = () => journey.page.getByRole('dialog');
  const state = (word: string) => journey.page.getByRole('main').locator('header').getByText(word, { exact: true });
  const step = (title: string) => journey.page.getByRole('navigation', { name: 'Steps of the run' }).getByRole('button', { name: new RegExp(title) }).first();
  const failure = () => journey.page.getByRole('region', { name: 'What went wrong' });

  it('a repair is shown as its command, runs on a page of its own, and the check then passes', async () => {
    await journey.setUp('a password of the ways back');
    await journey.connect('ops');
    await journey.addMaterials();
    await journey.enterSettings('a support user of the ways back', { previous: 'remove' });
    await journey.checked();
    const { page } = journey;
    const finding = page.getByRole('button', { name: /permissions 710/ }); // open from the start, since it stands in the way
    await page.getByRole('button', { name: 'Set the permissions…' }).click();
    await dialog().getByText('chmod 710 /var/lib/docker').waitFor();
    expect((await host.exec('stat', '-c', '%a', '/var/lib/docker')).trim()).toBe('755'); // shown, not done
    await dialog().getByRole('button', { name: 'Run this command' }).click();
    await page.waitForURL('**/runs/*');
    await state('Done').waitFor();
    expect((await host.exec('stat', '-c', '%a', '/var/lib/docker')).trim()).toBe('710');
    await journey.open('preflight');
    // It was checked again by itself. Where that is seen happening, what passes is not folded.
    const [passes, showAll] = [finding.filter({ hasText: 'Pass' }), page.getByRole('button', { name: /^Show all/ })];
    await passes.or(showAll).first().waitFor();
    if (await showAll.isVisible()) await showAll.click();
    await passes.waitFor();
  });

  it('a previous installation is emptied only after the server’s name was typed', async () => {
    await journey.passPreflight();
    const { page } = journey;
    await journey.button('Install ClearML').click();
    await dialog().getByText(/^\/opt\/clearml \(1 file.*is deleted for good/).waitFor();
    const start = dialog().getByRole('button', { name: 'Install ClearML' });
    expect(await start.isDisabled()).toBe(true);
    await dialog().getByLabel('Type clearml-1 to confirm').fill('clearml-2');
    expect(await start.isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await journey.install();
    await journey.button('Restart the server now').waitFor({ timeout: 120_000 });
    expect(await host.exec('cat', earlier)).toBe('old\n'); // the run is not there yet
  });

  it('the page is closed and comes back, without websockets: it says that it polls, and has lost nothing', async () => {
    const before = await firstLines(journey.page);
    expect(before.length).toBeGreaterThan(3);
    await journey.page.close();
    journey.page = await browser.context.newPage();
    await journey.page.routeWebSocket(/./, (socket) => void socket.close());
    await journey.open('run');
    await journey.button('Restart the server now').waitFor();
    await journey.page.getByRole('main').getByText('Live updates do not reach this page').waitFor();
    expect(await firstLines(journey.page)).toEqual(before);
  });

  it('cancelling is called that until the server has said that nothing runs any more', async () => {
    await faults.silence('registry'); // "docker login" will hang
    await journey.restartWhenAsked();
    await step('Log in to the registry').filter({ hasText: /usually .*/ }).filter({ hasText: /Running/ }).waitFor({ timeout: 180_000 });
    await expect.poll(() => logins(host), { timeout: 60_000 }).toBe(1);
    expect(await host.shell(`ls ${earlier} 2>&1 || true`)).toContain('No such file');
    await journey.button('Cancel the run').click();
    await dialog().getByText('“Log in to the registry” is stopped on the server.').waitFor();
    await dialog().getByRole('button', { name: 'Cancel the run' }).click();
    await state('Cancelled').waitFor();
    expect(await logins(host)).toBe(0);
    await faults.hear('registry');
  });

  it('a step that can’t be done is skipped with a reason, and taken up again by a retry from it', async () => {
    await faults.cutOff('registry');
    await retryFrom('Log in to the registry');
    await failure().getByText('Log in to the registry: failed').waitFor({ timeout: 120_000 });
    await failure().getByRole('button', { name: 'Skip it with a reason' }).click();
    const skipIt = dialog().getByRole('button', { name: 'Skip the step' });
    expect(await skipIt.isDisabled()).toBe(true);
    await dialog().getByLabel('Reason').fill('The images are to come from a disk.');
    await skipIt.click();
    await step('Log in to the registry').filter({ hasText: 'Skipped: The images are to come from a disk.' }).waitFor();
    await failure().getByText('Pull the images: failed').waitFor({ timeout: 120_000 });
    await faults.letIn('registry');
    await retryFrom('Log in to the registry');
    // How it ends is install.test.ts's.
    await step('Pull the images').filter({ hasText: /Done/ }).waitFor({ timeout: 240_000 });
    await step('Log in to the registry').filter({ hasText: /Done/ }).waitFor();
  });

  async function retryFrom(title: string): Promise<void> {
    await journey.button('Retry from a step').click();
    await dialog().getByLabel('Begin with').selectOption({ label: title });
    await dialog().getByRole('button', { name: 'Retry from here' }).click();
    await dialog().waitFor({ state: 'detached' });
  }
});

/** What the log shows at its beginning. */
async function firstLines(page: Page): Promise<string[]> {
  const log = page.getByRole('log', { name: 'Lines of output' });
  await expect.poll(() => log.locator('[dir=ltr]').count()).toBeGreaterThan(3);
  await log.evaluate((element) => element.scrollTo(0, 0));
  await page.waitForTimeout(200);
  return (await log.locator('[dir=ltr]').allInnerTexts()).slice(0, 10);
}

/** How many processes of the server log in to a registry. */
async function logins(host: TestHost): Promise<number> {
  return Number(await host.shell(`pgrep -cx docker || true`));
}
