// npm run screens: pictures of every page at two widths, light and dark, in docs/screens. Starts the built console of an
// own data directory and an own test host, and clicks through the whole installation, with a wrong registry password first.
//   --out docs/screens   --keep   leaves the console and the server running until Ctrl C, to look around
import { parseArgs } from 'node:util';
import { backupDisk, damageFiles, mountBackupDisk, putSomeFiles } from '../tests/support/backup-disk';
import { BackupJourney } from '../tests/support/backup-journey';
import { Browser } from '../tests/support/browser';
import { Console } from '../tests/support/console';
import { Journey, type WizardInfo } from '../tests/support/journey';
import { lookAround, lookAtIllness } from '../tests/support/look-around';
import { TestHost, whyNoTestHost } from '../tests/support/test-host';
import { pages } from './screens/pages.mjs';
import { Photographer } from './screens/photographer';

const { values: options } = parseArgs({ options: { out: { type: 'string', default: 'docs/screens' }, keep: { type: 'boolean', default: false } } });
const adminPassword = 'a password of the pictures';
const no = whyNoTestHost();
if (no) throw new Error(`Pictures are taken on a real server: ${no}.`);

const host = await TestHost.up('screens', '127.0.0.33');
const console_ = await Console.start();
const browser = await Browser.open();
try {
  const page = await browser.page();
  page.setDefaultTimeout(60_000);
  const photographer = new Photographer(page, options.out);
  const seen = (name: string) => photographer.take(name);
  const info = host.info as WizardInfo;
  const journey = new Journey(page, console_, info, 'clearml-1', { seen });

  await journey.setUp(adminPassword);
  await browser.context.clearCookies();
  await journey.signIn(adminPassword);
  await journey.connect('ops');
  await journey.addMaterials();
  await journey.enterSettings('a support user of the pictures', { registryPassword: 'not the password' });
  await journey.passPreflight();
  await journey.install();
  await journey.restartWhenAsked();
  await page.getByRole('button', { name: 'Retry this step' }).waitFor({ timeout: 300_000 });
  await page.getByRole('navigation', { name: 'Places' }).getByText('Needs attention').first().waitFor(); // the frame hears of the failure by its own way
  await seen('run-failed');
  await journey.mendRegistryPassword(info.registry.password);
  await page.getByRole('button', { name: 'Retry this step' }).click();
  await page.locator('li[data-active]').filter({ hasText: 'Pull the images' }).first().waitFor({ timeout: 120_000 });
  await page.waitForTimeout(1000);
  await seen('install-run');
  await journey.verify();
  await page.goto(`${console_.url}/servers/clearml-1/install/preflight`);
  const asked = page.waitForResponse(/preflight\.start/);
  await page.getByRole('button', { name: 'Check all again' }).click();
  await asked;
  await page.waitForTimeout(500);
  await journey.checked();
  await page.getByRole('button', { name: 'Review the plan' }).click();
  await page.getByText('Everything is in place: nothing to do.').first().waitFor({ timeout: 60_000 });
  await seen('plan-empty');
  await lookAround(journey, seen);
  await mountBackupDisk(host);
  await putSomeFiles(host);
  const backups = new BackupJourney(page, console_, 'clearml-1', seen);
  await backups.addDirectory(`${backupDisk}/clearml`);
  await backups.backUp();
  await backups.lookAtUses();
  await lookAtIllness(journey, host, seen);
  await host.shell('docker start $(docker ps -aq --filter label=com.docker.compose.service=fileserver)');
  await damageFiles(host, 'clearml');
  await backups.lookAtDamage();

  const missing = pages.filter(({ page: name }) => !photographer.taken.has(name)).map(({ page: name }) => name);
  const surplus = [...photographer.taken].filter((name) => !pages.some(({ page: known }) => known === name));
  for (const problem of [...photographer.complaints, ...browser.problems]) console.error(problem);
  if (missing.length + surplus.length > 0) throw new Error(`Not taken: ${missing.join(', ') || 'none'}. Not known: ${surplus.join(', ') || 'none'}.`);
  if (options.keep) {
    console.log(`${console_.url} as ada, "${adminPassword}". Ctrl C ends it.`);
    await new Promise((resolve) => process.once('SIGINT', resolve));
  }
} catch (error) {
  await (await browser.page()).screenshot({ path: 'tests/.artifacts/screens.png', fullPage: true }).catch(() => undefined);
  throw error;
} finally {
  await browser.close();
  await console_.stop();
  await host.down();
}
process.exit(0);
