import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../../support/axe';
import { BackupJourney, type SftpEntry } from '../../support/backup-journey';
import { Browser, findChromium } from '../../support/browser';
import { found, foundInFiles } from '../../support/canaries';
import { Console } from '../../support/console';
import { serveS3, type Served } from '../../support/far-places';
import { Keyboard, type Hands } from '../../support/hands';
import { Journey, type WizardInfo } from '../../support/journey';
import { Operator, set } from '../../support/operator';
import { callAs } from '../../support/session-call';
import { innerAddress, machineAddress, sftpAccount } from '../../support/sftp-account';
import { backUpConsole } from '../../support/own-backup';
import { Stores } from '../../support/stores';
import { TestHost, whyNoTestHost } from '../../support/test-host';

const skip = whyNoTestHost() ?? (findChromium() ? null : 'Chromium is not installed');
const password = 'a password of the backups';
const supportPassword = 'canary-support-of-the-second';

/** Each test goes on where the one before it ended. */
describe.skipIf(skip !== null)('a server burns down, and another one is what it was', { timeout: 1_200_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'groundcrew-s3-'));
  const secrets: Record<string, string> = {};
  let [first, second]: TestHost[] = [];
  let console_: Console;
  let browser: Browser;
  let s3: Served;
  let sftp: SftpEntry;
  let before: string[];
  /** The operator's hands on the first and the second server, beside the browser. */
  let one: Operator;
  let two: Operator;
  const broken: string[] = [];
  const journeyOn = async (server: string, hands?: Hands) => new BackupJourney(await browser.page(), console_, server, async (name) => void broken.push(...(await violations(await browser.page(), name))), hands);

  beforeAll(async () => {
    second = await TestHost.up('rises', '127.0.0.37', '--variant', 'images', '--kernel', 'own');
    first = await TestHost.up('burns', '127.0.0.36', '--variant', 'installed', '--kernel', 'own');
    s3 = await serveS3(folder, await machineAddress(second));
    console_ = await Console.start();
    browser = await Browser.open();
    const page = await browser.page();
    page.setDefaultTimeout(60_000);
    await new Journey(page, console_, first.info as WizardInfo, 'burns').setUp(password);
    const call = callAs(browser.context, console_.url);
    one = new Operator(call, first.info as WizardInfo);
    two = new Operator(call, second.info as WizardInfo);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await (await browser.page()).screenshot({ path: `tests/.artifacts/${task.name.replaceAll(/[^a-z]+/gi, '-')}.png`, fullPage: true });
  });
  afterAll(async () => {
    await browser?.close();
    await console_?.stop();
    s3?.stop();
    rmSync(folder, { recursive: true, force: true });
    await first?.down();
    await second?.down();
  });

  it('its stores, with names that a careless tool loses, are backed up to a second host by SFTP and copied to S3, in the browser', async () => {
    await one.connect();
    await one.supply();
    await one.settle({ supportPassword: set((first!.info.web as { password: string }).password) });
    const stores = await Stores.on(first!);
    await stores.seed();
    await one.call('verification.start', { server: one.server });
    const verified = await one.verification();
    expect(verified.clear, verified.sentence).toBe(true);
    before = await stores.told();
    expect(before.filter((line) => line.startsWith('files ')).length).toBeGreaterThan(2000);

    const account = await sftpAccount(second!);
    sftp = { ...account, host: await innerAddress(second!), path: 'backups/clearml', fingerprint: String(second!.info.hostKey) };
    const journey = await journeyOn(one.server);
    secrets.sftp = await journey.addSftp(sftp);
    const { destination, made } = await one.call('backup-destination.save', { server: one.server, destination: { id: null, place: s3.place, passphrase: { action: 'make' }, secret: set(s3.secret) } });
    secrets.s3 = made!;
    secrets.s3Key = s3.secret;
    const run = await journey.backUp('clearml/one');
    expect((await one.call('backup-set.list', { server: one.server })).map(({ id, state, copies }) => [id, state, copies?.map((copy) => [copy.destination, copy.state])])).toEqual([[run, 'complete', [[destination.id, 'complete']]]]);
    // As the stores were seeded.
    expect((await journey.download(['project -rf', 'task.3'], '-rf.7')).toString()).toBe('7'.repeat(1 + 997 * 7));
  });

  it('the first server is destroyed, and ClearML installed anew on the second', async () => {
    await first!.down();
    await two.connect();
    await two.supply();
    await two.settle({ supportPassword: set(supportPassword) });
    await two.pass();
    const run = await two.restOverReboot(await two.start());
    expect(run.state, run.sentence).toBe('done');
    const verified = await two.verification();
    expect(verified.clear, verified.sentence).toBe(true);
  });

  it('restores what lies on the second host, in the browser by keyboard alone: all of it is there again, by hashes and counts', async () => {
    const stores = await Stores.on(second!);
    expect(await stores.told()).not.toEqual(before);
    const keyboard = new Keyboard(await browser.page());
    const journey = await journeyOn(two.server, keyboard);
    // A reboot may have moved it.
    await journey.findElsewhere({ ...sftp, host: await innerAddress(second!) }, secrets.sftp!);
    await journey.restore(one.server);
    broken.push(...keyboard.complaints);
    expect(await stores.told()).toEqual(before);
  });

  it('and what lies in S3, after it was drilled there, and what was lost and added meanwhile was shown and backed up', async () => {
    const stores = await Stores.on(second!);
    await stores.damage();
    expect(await stores.told()).not.toEqual(before);
    const { server } = two;
    const [safety] = await two.call('backup-destination.list', { server });
    const { destination } = await two.call('backup-destination.save', { server, destination: { id: null, place: s3.place, passphrase: set(secrets.s3!), secret: set(s3.secret), holdsBackups: true } });
    const lies = await two.call('restore.find', { server, destination: destination.id });
    expect(lies.map((each) => each.server)).toEqual([one.server]);
    // Proven on this server first, of which nothing changes by that.
    const damaged = await stores.told();
    const drilled = await two.rest((await two.call('drill.start', { server, destination: destination.id, set: lies[0]!.set })).run, ({ endedAt }) => endedAt !== null, 480);
    expect(drilled.state, drilled.sentence).toBe('done');
    expect((await two.call('restore.find', { server, destination: destination.id })).map((each) => each.drilled?.outcome)).toEqual(['proven']);
    expect((await two.call('backup-set.list', { server: one.server })).map(({ copies }) => copies?.map(({ drill }) => [drill?.outcome, drill?.onName]))).toEqual([[['proven', server]]]);
    expect(await stores.told()).toEqual(damaged);
    expect(await second!.shell('docker ps -aq --filter label=groundcrew.drill')).toBe('');
    const input = { server, destination: destination.id, set: lies[0]!.set, parts: ['mongodb' as const, 'elasticsearch' as const, 'files' as const] };
    const { shown, findings, losses } = await two.call('restore.look', { ...input, safety: safety!.id });
    expect(findings.map(({ outcome, message }) => [outcome, message.includes(`"${one.server}"`)])).toEqual([['warn', true]]);
    expect(losses.map(({ name }) => name)).toEqual(expect.arrayContaining(['newer-index', 'events-log-d1bd92a3b039400cbafc60a7a5b1e52b']));
    const { run } = await two.call('restore.start', { ...input, safety: { kind: 'backup', destination: safety!.id }, shown, confirm: server });
    const restored = await two.rest(run, undefined, 480);
    expect(restored.state, restored.sentence).toBe('done');
    expect(await stores.told()).toEqual(before);
    expect((await two.call('backup-set.list', { server })).map(({ id, state }) => [id, state])).toEqual([[run, 'complete']]);
    // Those of the server that is gone lie beside it.
    expect((await two.call('restore.find', { server, destination: safety!.id })).map((each) => each.server)).toEqual([server, one.server]);
    expect(await stores.leftBehind()).toBe('');
  });

  it("the console's own backup goes there by SFTP, too, from its settings in the browser", async () => {
    await second!.shell(`install -d -o ${sftp.user} /home/${sftp.user}/console`);
    const page = await browser.page();
    secrets.own = await backUpConsole(page, console_.url, { ...sftp, host: second!.info.address, path: 'console' }, password, async (name) => void broken.push(...(await violations(page, name))));
    // Sealed and whole: what opens it elsewhere is another test's.
    expect(await second!.shell(`cd /home/${sftp.user}/console; ls | grep -c '^groundcrew-.*[.]tar[.]gz[.]age$'; ls -A | wc -l; grep -caF '${one.server}' * || true`)).toBe('1\n1\n0\n');
  });

  it('neither the database nor the log holds a passphrase or a key, no page breaks a rule of axe, and the browser had nothing to complain about', async () => {
    expect(broken).toEqual([]);
    expect(await foundInFiles(console_.dataDirectory, secrets)).toEqual([]);
    expect(found(console_.output, secrets)).toEqual([]);
    expect(browser.problems.filter((problem) => !/40[149]|ERR_CONNECTION|websocket/i.test(problem))).toEqual([]);
  });
});
