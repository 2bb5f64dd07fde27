import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/operator';
import { whyNoTestHost } from '../support/test-host';
import { isOfMachine, WatchedServer } from '../support/watched-server';

const dataDisk = '/opt/allegro/data';

/** Each test goes on where the one before it ended. The other faults of a watched server: npm run reliability. */
describe.skipIf(whyNoTestHost() !== null)('a server that is watched', () => {
  let server: WatchedServer;

  beforeAll(async () => {
    server = await WatchedServer.up('watch', '127.0.0.45');
  });
  afterAll(async () => {
    await server?.close();
  });

  it('has a port open that the guide wants closed: found from outside, and closed by its repair', async () => {
    const { message, remedy } = await server.finding('security/ports', ({ outcome }) => outcome === 'fail');
    expect(message).toContain('10000');
    expect(remedy).not.toBeNull();
    await server.repair('security/ports');
    await server.finding('security/ports', ({ outcome }) => outcome === 'pass');
  });

  it('is asked every probe over its SSH connection alone, and nothing of it fails', async () => {
    const warned = await server.settled();
    // The first start of ClearML is minutes ago.
    const own = warned.filter((each) => !isOfMachine(each) && !/reach|updates|restarts/.test(each.id));
    expect(own.map(({ id, message }) => [id, message])).toEqual([]);
    const { lastContactAt, figures } = await server.health();
    expect(lastContactAt).not.toBeNull();
    expect(figures.map(({ id }) => id)).toEqual(expect.arrayContaining(['load5', 'memory-available', `disk-free-percent:${dataDisk}`, 'response-time:apiserver', 'apiserver-memory']));
    // Nothing of ours stays on the server but the runs, the receipts and sshd's own session.
    expect(await server.host.shell("ps -eo args | grep -i groundcrew | grep -v -e grep -e /run/groundcrew || true")).toBe('');
  });

  it('whose data disk is at 6 % warns and alerts by mail and webhook within two cadences; freed, it is resolved once', async () => {
    await server.host.shell(`fallocate -l $(($(stat -f -c '%a * %S - %b * %S * 6 / 100' ${dataDisk}))) ${dataDisk}/filler`);
    const filled = Date.now();
    const alert = await server.firing('monitoring/disk-data');
    expect(alert).toMatchObject({ severity: 'warn', title: expect.stringMatching(/data/i) as string });
    expect(Date.parse(alert!.firedAt!) - filled).toBeLessThan(62_000);
    await until(() => server.told(dataDisk), ({ mail, webhook }) => mail === 1 && webhook === 1, 30);
    expect(server.webhook.got.join()).toContain(alert!.message);
    await server.host.shell(`rm ${dataDisk}/filler`);
    await server.resolved('monitoring/disk-data');
    await until(() => server.told(dataDisk), ({ mail, webhook }) => mail === 2 && webhook === 2, 30);
  });

  it('one of whose containers was stopped says which; its repair is a run, after which all is well again', async () => {
    // What happens within five minutes of the installation is told after them.
    await server.runsWere(6);
    await server.host.shell("docker stop -t 1 $(docker ps -q --filter label=com.docker.compose.service=fileserver)");
    const finding = await server.finding('insides/services');
    expect(finding.message).toContain('fileserver');
    expect(finding.remedy).not.toBeNull();
    await server.alert('insides/services', (alert) => alert?.state === 'firing', 240);
    await until(() => server.told('fileserver'), ({ mail, webhook }) => mail >= 1 && webhook >= 1, 30);
    await server.repair('insides/services');
    await server.resolved('insides/services', 240);
    await server.finding('monitoring/fileserver', ({ outcome }) => outcome === 'pass');
    await until(() => server.told('fileserver'), ({ mail, webhook }) => mail >= 2 && webhook >= 2, 60);
  });

  it('that goes on being watched by a console that was started again tells nothing twice', async () => {
    const before = [server.mail.got.length, server.webhook.got.length];
    await server.restart();
    // What was stored is there at once: the new console must have asked for itself.
    const restarted = Date.now();
    await server.finding('insides/services', ({ askedAt }) => Date.parse(askedAt!) > restarted);
    await server.settled();
    expect([server.mail.got.length, server.webhook.got.length]).toEqual(before);
  });
});
