import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, findChromium } from '../support/browser';
import { Console } from '../support/console';
import { Keyboard } from '../support/hands';
import { Journey, type WizardInfo } from '../support/journey';
import { TestHost, whyNoTestHost } from '../support/test-host';

const skip = whyNoTestHost() ?? (findChromium() ? null : 'Chromium is not installed');

describe.skipIf(skip !== null)('the wizard by keyboard alone', () => {
  let host: TestHost;
  let console_: Console;
  let browser: Browser;

  beforeAll(async () => {
    host = await TestHost.up('keyboard', '127.0.0.32');
    console_ = await Console.start();
    browser = await Browser.open();
  });
  afterAll(async () => {
    await browser?.close();
    await console_?.stop();
    await host?.down();
  });

  it('leads from the set-up token to the run and its nod to a restart, with the focus always in sight', async () => {
    const page = await browser.page();
    const hands = new Keyboard(page);
    const journey = new Journey(page, console_, host.info as WizardInfo, 'clearml-1', { hands });
    await journey.setUp('a password by keyboard');
    await browser.context.clearCookies();
    await journey.signIn('a password by keyboard');
    await journey.connect('ops');
    await journey.addMaterials();
    await journey.enterSettings('a support user by keyboard');
    await journey.passPreflight();
    await journey.install();
    await journey.restartWhenAsked();
    expect([...hands.complaints]).toEqual([]);
  });
});
