import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../support/axe';
import { backupDisk, mountBackupDisk, putSomeFiles } from '../support/backup-disk';
import { BackupJourney } from '../support/backup-journey';
import { Browser, findChromium } from '../support/browser';
import { found, foundInFiles, listen } from '../support/canaries';
import { Console } from '../support/console';
import { Journey, type WizardInfo } from '../support/journey';
import { lookAround } from '../support/look-around';
import { TestHost, whyNoTestHost } from '../support/test-host';
import { openSecrets, watchProcesses } from '../support/watch-processes';
import { ofFaults, pages } from '../../scripts/screens/pages.mjs';

const skip = whyNoTestHost() ?? (findChromium() ? null : 'Chromium is not installed');
const adminPassword = 'canary-admin-Zw4!kq-7731';
const supportPassword = "canary-support-Q'x$9-5512";

describe.skipIf(skip !== null)('from an empty server to a verified login, in a browser', () => {
  let host: TestHost;
  let console_: Console;
  let browser: Browser;
  let journey: Journey;
  let traffic: ReturnType<typeof listen>;
  let backupPassphrase = '';
  const inspected = new Map<string, string[]>();
  const seen = async (name: string) => void inspected.set(name, await inspect(journey.page, name));

  beforeAll(async () => {
    host = await TestHost.up('e2e', '127.0.0.31');
    console_ = await Console.start();
    browser = await Browser.open();
    traffic = listen(browser);
    journey = new Journey(await browser.page(), console_, host.info as WizardInfo, 'clearml-1', { seen });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await (await browser.page()).screenshot({ path: `tests/.artifacts/${task.name.replaceAll(/[^a-z]+/gi, '-')}.png` });
  });
  afterAll(async () => {
    await browser?.close();
    await console_?.stop();
    await host?.down();
  });

  it('is clicked through, reboot included', async () => {
    await watchProcesses(host);
    await journey.setUp(adminPassword);
    await browser.context.clearCookies();
    await journey.signIn(adminPassword);
    await journey.connect('ops');
    await journey.addMaterials();
    await journey.enterSettings(supportPassword);
    const overridden = await journey.passPreflight();
    expect(overridden.length).toBeGreaterThan(0);
    await journey.install();
    await journey.restartWhenAsked();
    await seen('install-run');
    await journey.verify();
    expect(await journey.sentence()).toBe(`ClearML works at http://${host.info.address}:8080.`);
  });

  it('ClearML really answers, and knows the support user', async () => {
    const page = await fetch(`http://${host.info.address}:8080/`);
    expect(page.status).toBe(200);
    const login = await fetch(`http://${host.info.address}:8008/auth.login`, { method: 'POST', headers: { authorization: `Basic ${Buffer.from(`support:${supportPassword}`).toString('base64')}` } });
    expect(login.status).toBe(200);
  });

  it('plans nothing the second time, and says so', async () => {
    const { page } = journey;
    await page.goto(`${console_.url}/servers/clearml-1/install/preflight`);
    await page.getByRole('button', { name: 'Review the plan' }).click();
    await page.waitForURL('**/install/plan');
    await page.getByText('Everything is in place: nothing to do.').first().waitFor({ timeout: 60_000 });
  });

  it('backs up what it has installed, and shows what can be done with that', async () => {
    await mountBackupDisk(host);
    await putSomeFiles(host);
    const backups = new BackupJourney(journey.page, console_, journey.server, seen);
    backupPassphrase = await backups.addDirectory(`${backupDisk}/clearml`);
    await backups.backUp();
    await backups.lookAtUses();
  });

  it('T-SH-8 shows no secret anywhere: browser, database, logs, processes, script, record', async () => {
    const info = host.info as WizardInfo;
    const secrets: Record<string, string> = { admin: adminPassword, support: supportPassword, registry: info.registry.password, login: info.users.ops!.password };
    // The script and the record are asked for as their buttons do it.
    for (const verb of ['plan.script', 'record.get', 'run.list', 'activity.list', 'settings.get', 'materials.get'])
      expect(await journey.page.evaluate((url) => fetch(url).then(({ status }) => status), `/api/v1/${verb}?input=${encodeURIComponent('{"server":"clearml-1"}')}`), verb).toBe(200);
    const answers = await traffic.texts();
    expect(answers.filter((text) => text.length > 500).length).toBeGreaterThan(50);
    for (const text of answers) expect(found(text, secrets), text.slice(0, 200)).toEqual([]);
    // A backup's passphrase is told once, when it is made, and never again.
    expect(answers.filter((text) => found(text, { backupPassphrase }).length > 0)).toHaveLength(1);
    secrets.backup = backupPassphrase;
    expect(await foundInFiles(console_.dataDirectory, secrets)).toEqual([]);
    expect(found(console_.output, secrets)).toEqual([]);
    expect(await openSecrets(host, secrets)).toEqual([]);
  });

  it('no page breaks a rule of axe, moves when it should not, or is wider than a zoomed screen', async () => {
    await lookAround(journey, seen);
    expect([...inspected.keys()].sort()).toEqual(pages.map(({ page }) => page).filter((page) => ![...ofFaults, 'plan-empty'].includes(page)).sort());
    expect([...inspected.values()].flat()).toEqual([]);
  });

  it('the browser had nothing to complain about', () => {
    // The servers of tests beside this one come and go, and with them networks of this machine: Chromium gives up what it loads just then.
    expect(browser.problems.filter((problem) => !/40[14]|ERR_CONNECTION|ERR_NETWORK_CHANGED|websocket/i.test(problem))).toEqual([]);
  });
});
