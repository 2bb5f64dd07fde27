import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installation, preflight, verification } from '@/lib/guide/index';
import { startWorkers, type Workers } from '@/lib/services/workers/start';
import { InProcessConsole } from '../support/in-process-console';
import type { WizardInfo } from '../support/journey';
import { callOf, Operator, sample, set, stopped, until } from '../support/operator';
import { ServerFaults } from '../support/server-faults';
import { TestHost, whyNoTestHost } from '../support/test-host';

/** Both findings and steps of this installation, for the last test. */
const ran = { steps: new Set<string>(), checks: new Set<string>() };
const proxy = 'http://127.0.0.1:3128';

/** Each test goes on where the one before it ended: an installation with proxies and a private authority that meets every fault. */
describe.skipIf(whyNoTestHost() !== null)('an installation that meets every fault ends each in its own sentence, and goes on after it is mended', () => {
  let host: TestHost;
  let console_: InProcessConsole;
  let workers: Workers;
  let operator: Operator;
  let faults: ServerFaults;
  let run: string;
  let settings: Parameters<Operator['settle']>[0];

  beforeAll(async () => {
    host = await TestHost.up('fault', '127.0.0.42');
    faults = new ServerFaults(host);
    await faults.startProxy();
    await host.shell('mkdir -p /opt/clearml/data && echo old >/opt/clearml/data/of-an-earlier-installation');
    console_ = await InProcessConsole.start();
    workers = await startWorkers(console_.services);
    operator = new Operator(callOf(console_.services), host.info as WizardInfo);
    settings = {
      aptProxy: proxy, dockerHttpProxy: proxy, dockerHttpsProxy: proxy, dockerNoProxy: 'localhost,127.0.0.1', registryPassword: set('not the password'),
      privateCa: await host.shell('cat /usr/local/share/ca-certificates/groundcrew-test.crt'),
    };
  });
  afterAll(async () => {
    await workers?.stop();
    await console_?.close();
    await host?.down();
  });

  const note = (findings: readonly { id: string; outcome: string; askedAt: string | null }[]) => findings.forEach(({ id, outcome, askedAt }) => askedAt !== null && outcome !== 'unknown' && ran.checks.add(id));
  const noteSteps = async () => (await operator.call('run.get', { run })).steps.forEach(({ id, state, attempts }) => state === 'done' && attempts > 0 && ran.steps.add(id));
  const output = async (step: string) => {
    const { database } = console_.services.resources;
    return (await database.line.findMany({ where: { runId: run, step, stream: 'output' } })).map(({ text }) => text).join('\n');
  };

  it('a wrong sudo password, at the test of the connection', async () => {
    await operator.connect({ sudo: 'other', sudoPassword: set('wrong') });
    const refused = await operator.call('server.test', { server: operator.server });
    expect(refused).toMatchObject({ ok: false, reason: 'sudo.password-wrong' });
    expect(refused.stages.at(-1)?.message).toMatch(/sudo.*password/i);
    await operator.edit({ sudo: 'same' });
    expect(await operator.call('server.test', { server: operator.server })).toMatchObject({ ok: true });
  });

  it('a compose file that does not parse, at the materials', async () => {
    const broken = await operator.put('compose', sample('broken/does-not-parse.yml'));
    expect(broken.complete).toBe(false);
    expect(JSON.stringify(broken)).toMatch(/line 5|YAML/);
    await operator.supply();
    await expect(operator.put('compose', sample('broken/does-not-parse.yml'))).rejects.toThrow(/The stored docker-compose.yml was kept/);
    expect((await operator.settle(settings)).complete).toBe(true);
  });

  it('port 8080 taken, apt locked and the repository unreachable, at the preflight', async () => {
    const [taker, holder] = [await faults.takePort(), await faults.lockApt()];
    await faults.cutOff('apt');
    const found = await operator.check();
    const of = (id: string) => found.findings.find((finding) => finding.id === id);
    expect(of('prerequisites/ports')).toMatchObject({ outcome: 'fail', message: `Port 8080 is taken by python3 (pid ${taker}).` });
    expect(of('beyond/apt-lock')).toMatchObject({ outcome: 'warn', message: `apt is held by python3 (pid ${holder}).` });
    expect(of('beyond/apt-repository')).toMatchObject({ outcome: 'fail' });
    expect(of('beyond/apt-repository')?.message).toContain("can't fetch the key");
    await Promise.all([faults.freePort(), faults.unlockApt(), faults.letIn('apt')]);
    const mended = await operator.pass();
    note(mended.findings);
    expect(mended.clear, mended.sentence).toBe(true);
    for (const id of ['prerequisites/ports', 'beyond/apt-lock', 'beyond/apt-repository']) expect(mended.findings.find((finding) => finding.id === id)?.outcome, id).toBe('pass');
  });

  it('the repository unreachable, while Docker is installed', async () => {
    await operator.put('override', `${sample('guide/docker-compose.override.yml')}\nvolumes: 7\n`);
    const checked = await operator.pass();
    expect(checked.clear, checked.sentence).toBe(true);
    await faults.cutOff('apt');
    run = await operator.start();
    const failed = stopped(await operator.rest(run));
    expect(failed).toMatchObject({ id: 'installation/docker-ce', state: 'failed' });
    expect(failed.said).toContain("apt repository can't be reached from the server");
    await faults.letIn('apt');
  });

  it('a wrong sudo password, in the middle of the run', async () => {
    await operator.edit({ sudo: 'other', sudoPassword: set('wrong') });
    await operator.retry(run);
    const failed = stopped(await operator.rest(run));
    expect(failed).toMatchObject({ id: 'installation/docker-ce', state: 'failed' });
    expect(failed.said).toMatch(/^sudo on 127\.0\.0\.42 refused the password of ops; what was to run with it did not run\./);
  });

  it('apt locked, while Docker is installed: it waits and goes on', async () => {
    const holder = await faults.lockApt();
    await operator.edit({ sudo: 'same' });
    await operator.retry(run);
    await until(() => output('installation/docker-ce'), (text) => text.includes('Waiting for cache lock') && text.includes(`held by process ${holder}`), 120);
    await faults.unlockApt();
    const next = await operator.restOverReboot(run);
    expect(next.steps.find(({ id }) => id === 'installation/docker-ce')?.state, next.sentence).toBe('done');
  });

  it('a compose file that Compose refuses, before anything is pulled', async () => {
    const failed = stopped(await operator.rest(run));
    expect(failed, failed.said).toMatchObject({ id: 'installation/compose-config', state: 'failed' });
    expect(failed.said).toContain('Compose does not accept the files');
    await operator.put('override', `${sample('guide/docker-compose.override.yml')}${sample('broken/elasticsearch-loop.override.yml').replace(/^services:$/m, '')}`);
    await operator.retry(run);
  });

  it('a wrong registry password, at the login', async () => {
    const failed = stopped(await operator.rest(run));
    expect(failed, failed.said).toMatchObject({ id: 'installation/docker-login', state: 'failed' });
    expect(failed.said).toContain('The registry refuses the user or the password');
    await operator.settle({ ...settings, registryPassword: set(operator.info.registry.password) });
    await faults.fillDisk();
    await operator.retry(run);
  });

  it("Docker's disk full, while images are pulled", async () => {
    const failed = stopped(await operator.rest(run));
    expect(failed, failed.said).toMatchObject({ id: 'installation/compose-pull', state: 'failed' });
    expect(failed.said).toContain('A disk of the server is full');
    await faults.clearDisk();
    await faults.takePort();
    await operator.retry(run);
  });

  it('port 8080 taken, while ClearML is started', async () => {
    const failed = stopped(await operator.rest(run));
    expect(failed, failed.said).toMatchObject({ id: 'installation/compose-up', state: 'failed' });
    expect(failed.said).toContain('A port of ClearML is taken by another program');
    await faults.freePort();
    await operator.retry(run);
    const ended = await operator.rest(run);
    expect(ended.state, JSON.stringify(ended.steps.find(({ failure }) => failure)?.failure)).toBe('done');
    await noteSteps();
  });

  it('a container that restarts for ever, at the verification', async () => {
    const found = await operator.verification(({ findings }) => findings.some(({ id, message }) => id === 'verification/services' && message.includes('again and again')));
    expect(found.findings.find(({ id }) => id === 'verification/services')).toMatchObject({ outcome: 'fail' });
    expect(found.findings.find(({ id }) => id === 'verification/services')?.message).toContain('elasticsearch restarts again and again');
    await operator.put('override', sample('guide/docker-compose.override.yml'));
    expect((await operator.pass()).clear).toBe(true);
    run = await operator.start();
    const ended = await operator.rest(run);
    expect(ended.state, ended.sentence).toBe('done');
    const verified = await operator.verification();
    note(verified.findings);
    expect(verified.clear, JSON.stringify(verified.findings.filter(({ outcome }) => outcome !== 'pass').map(({ id, message }) => [id, message]))).toBe(true);
  });

  it('and then nothing is left to do', async () => {
    expect((await operator.plan()).sentence).toBe('Everything is in place: nothing to do.');
    const passed = await faults.proxied();
    expect(passed).toMatch(/^GET http:\/\/apt\.groundcrew\.test\//m);
    expect(passed).toMatch(/^CONNECT registry\.groundcrew\.test:443/m);
    expect(await host.shell('find /opt/clearml.previous-*')).toContain('of-an-earlier-installation');
  });

  it('a disk that is not there any more stops the plan and the verification, until it is mounted again', async () => {
    const fileServer = '/opt/allegro/data/fileserver';
    await host.shell(`umount -l ${fileServer}`);
    const gone = `The disk of ${fileServer} is not mounted, though it was when ClearML was installed.`;
    const blocked = (await operator.plan()).chapters.flatMap(({ steps }) => steps).find(({ id }) => id === 'installation/disks-there');
    expect(blocked?.blockedBy).toContain(gone);
    await operator.call('verification.start', { server: operator.server });
    const isSeen = ({ findings }: { findings: readonly { id: string; outcome: string; message: string }[] }) => findings.some(({ id, outcome, message }) => id === 'verification/disks' && outcome === 'fail' && message === gone);
    await operator.verification(isSeen, 60);
    await host.shell(`mount ${fileServer}`);
    expect((await operator.plan()).sentence).toBe('Everything is in place: nothing to do.');
    ran.steps.add('installation/disks-there');
  });

  it('every entry of the guide ran on the way', () => {
    expect(installation.map(({ id }) => id).filter((id) => !ran.steps.has(id)), 'steps that were never planned and done').toEqual([]);
    expect([...preflight, ...verification].map(({ id }) => id).filter((id) => !ran.checks.has(id)), 'checks that were never answered').toEqual([]);
  });
});
