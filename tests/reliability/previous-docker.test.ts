import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorkers, type Workers } from '@/lib/services/workers/start';
import { InProcessConsole } from '../support/in-process-console';
import type { WizardInfo } from '../support/journey';
import { callOf, Operator, stopped } from '../support/operator';
import { ServerFaults } from '../support/server-faults';
import { TestHost, whyNoTestHost } from '../support/test-host';

const password = 'canary-proxy-4711';
const proxy = `http://puller:${password}@127.0.0.1:3128`;
/** An image with one program of the server itself, so that nothing need be pulled. */
const sleeper = (program: string) => `tar -ch /bin/sleep $(ldd /bin/sleep | grep -o '/[^ ]*') 2>/dev/null | ${program} import - sleeper >/dev/null`;
/** Shell text: apt also knows the packages of Debian 13. */
const ofNextRelease = readFileSync('tests/host/images/repository/next-release', 'utf8');

/** What Ubuntu has in place of Docker CE, as the administrator of a server left it. The runs end where they ask for the restart. */
describe.skipIf(whyNoTestHost() !== null)('a server with what Docker CE cannot stand beside', () => {
  let host: TestHost;
  let console_: InProcessConsole;
  let workers: Workers;
  let operator: Operator;
  let run: string;

  beforeAll(async () => {
    host = await TestHost.up('previous', '127.0.0.43');
    console_ = await InProcessConsole.start();
    workers = await startWorkers(console_.services);
    operator = new Operator(callOf(console_.services), host.info as WizardInfo);
    await operator.connect();
    await operator.supply();
  });
  afterAll(async () => {
    await workers?.stop();
    await console_?.close();
    await host?.down();
  });

  const apt = (...names: string[]) => host.shell(`export DEBIAN_FRONTEND=noninteractive; apt-get update -qq; apt-get install -y -qq --no-install-recommends ${names.join(' ')} >/dev/null 2>&1`);
  const installed = async () => (await host.shell(`dpkg-query -W -f '\${db:Status-Status} \${Package}\\n' | awk '$1 == "installed" {print $2}'`)).split('\n');
  const existing = async () => (await operator.pass()).findings.find(({ id }) => id === 'beyond/existing-docker');
  const planned = async (step: string) => (await operator.plan()).chapters.flatMap(({ steps }) => steps).find(({ id }) => id === step);
  /** Ends the run where it asks for the restart, and gives the states of its steps. */
  const toRestart = async () => {
    const rested = await operator.rest(run);
    expect(rested.state, `${rested.sentence} ${JSON.stringify(rested.steps.find(({ failure }) => failure)?.failure)}`).toBe('waiting');
    await operator.call('run.cancel', { run });
    await operator.rest(run, ({ state }) => state === 'cancelled');
    return Object.fromEntries(rested.steps.map(({ id, state }) => [id, state]));
  };

  it("keeps Ubuntu's Docker while it runs", async () => {
    await apt('docker.io', 'docker-compose');
    await host.shell(`${sleeper('docker')}; docker run -d --name kept --restart always --stop-signal SIGKILL -v kept:/kept sleeper /bin/sleep infinity; echo kept >/var/lib/docker/volumes/kept/_data/file`);
    await new ServerFaults(host).startProxy();
    expect((await operator.settle({ dockerHttpProxy: proxy, dockerHttpsProxy: proxy, dockerNoProxy: 'localhost' })).complete).toBe(true);
    expect(await existing()).toMatchObject({ outcome: 'warn', message: expect.stringContaining('1 other container run here: kept.') as string });
    expect(await planned('installation/docker-ce')).toMatchObject({ state: 'in-place', destroys: [] });
  });

  it('names what it uninstalls of one that is stopped, and asks for the name of the server', async () => {
    await host.shell('systemctl disable -q --now docker docker.socket 2>/dev/null');
    const found = await existing();
    expect(found?.outcome).toBe('warn');
    expect(found?.message).toMatch(/^containerd \S+, docker-compose \S+, docker\.io \S+, runc \S+ are installed, which Docker CE cannot stand beside, and no Docker Engine answers: Cannot connect to the Docker daemon at \S+\. The plan uninstalls them; /);
    const plan = await operator.plan();
    for (const name of ['containerd', 'docker-compose', 'docker.io', 'runc']) expect(plan.summary.destroys).toContainEqual(expect.stringMatching(new RegExp(`^The package ${name} \\S+ is uninstalled\\.$`)));
    expect(plan.needsName).toBe(true);
    await expect(operator.call('run.start', { server: operator.server, plan: plan.id })).rejects.toThrow(/Nothing was started: this plan destroys .* The package docker\.io /);
  });

  it('uninstalls nothing where another package would go with it', async () => {
    await host.shell("mkdir -p /tmp/p/DEBIAN; printf 'Package: needs-docker\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@localhost>\\nDepends: docker.io\\nDescription: x\\n' >/tmp/p/DEBIAN/control; dpkg-deb -b /tmp/p /tmp/p.deb; dpkg -i /tmp/p.deb");
    run = await operator.start();
    const failed = stopped(await operator.rest(run));
    expect(failed, failed.said).toMatchObject({ id: 'installation/docker-ce', state: 'failed', exitCode: 45 });
    expect(failed.said).toContain("Another package needs Ubuntu's Docker or containerd.");
    expect(failed.failure?.lines.join('\n')).toContain('would also uninstall: needs-docker. Nothing was uninstalled.');
    expect(await installed()).toEqual(expect.arrayContaining(['needs-docker', 'docker.io', 'docker-compose', 'containerd', 'runc']));
  });

  it('puts Docker CE in its place, with the containers and volumes of before, and the password of a proxy for root alone', async () => {
    await host.shell('dpkg -r needs-docker');
    await operator.retry(run);
    expect(await toRestart()).toMatchObject({ 'installation/docker-ce': 'done', 'installation/docker-proxy': 'done', 'installation/hello-world': 'done', 'installation/compose': 'done' });
    const now = await installed();
    expect(now).toEqual(expect.arrayContaining(['docker-ce', 'containerd.io', 'docker-compose-plugin']));
    expect(now.filter((name) => ['docker.io', 'docker-compose', 'containerd', 'runc'].includes(name))).toEqual([]);
    expect(await host.shell('docker inspect -f "{{.State.Status}} {{(index .Mounts 0).Name}}" kept; cat /var/lib/docker/volumes/kept/_data/file; systemctl is-enabled docker')).toBe('running kept\nkept\nenabled\n');
    expect(await planned('installation/docker-ce')).toMatchObject({ state: 'in-place', destroys: [] });

    const unit = await host.shell('runuser -u nosudo -- systemctl show docker');
    expect(unit).toMatch(/^EnvironmentFiles=\/etc\/systemd\/system\/docker\.service\.d\/http-proxy\.env /m);
    expect(unit).not.toContain(password);
    expect(await host.shell('stat -c "%a %U:%G" /etc/systemd/system/docker.service.d/http-proxy.env')).toBe('600 root:root\n');
    expect(await new ServerFaults(host).proxied()).toContain(`CONNECT public.groundcrew.test:443 Basic ${Buffer.from(`puller:${password}`).toString('base64')}\n`);
    expect(await planned('installation/docker-proxy')).toMatchObject({ state: 'in-place' });
  });

  /** Preflight warns of these packages, and the run has Docker CE in their place. Gives the states of its steps. */
  const replaces = async (names: readonly string[], says: RegExp) => {
    expect(await existing()).toMatchObject({ outcome: 'warn', message: expect.stringMatching(says) as string });
    run = await operator.start();
    const states = await toRestart();
    expect(states).toMatchObject({ 'installation/docker-ce': 'done' });
    const now = await installed();
    expect(now).toContain('docker-ce');
    expect(now.filter((name) => names.includes(name))).toEqual([]);
    expect(await planned('installation/docker-ce')).toMatchObject({ state: 'in-place', destroys: [] });
    return states;
  };

  it('keeps one that runs through all steps of Docker, beside the Buildx that came with it', async () => {
    await host.reset();
    await host.shell(ofNextRelease);
    await apt('docker.io/trixie', 'docker-cli/trixie', 'docker-buildx/trixie');
    await operator.settle();
    expect(await existing()).toMatchObject({ outcome: 'pass', message: expect.stringMatching(/^Docker 26\.\S+ is there and is kept\.$/) as string });
    run = await operator.start();
    expect(await toRestart()).toMatchObject({ 'installation/docker-ce': 'in-place', 'installation/hello-world': 'done', 'installation/compose': 'done' });
    expect(await installed()).toEqual(expect.arrayContaining(['docker.io', 'docker-buildx', 'containerd', 'runc', 'docker-compose-plugin']));
    expect(await host.shell('docker-compose version --short')).toBe('2.26.1-4\n');
  });

  it('uninstalls it once it is stopped, though its client then complains and exits 0, as all do since Docker 24', async () => {
    await host.shell('systemctl disable -q --now docker docker.socket 2>/dev/null');
    await replaces(
      ['docker.io', 'docker-cli', 'docker-buildx', 'containerd', 'runc'],
      /^containerd \S+, docker-buildx \S+, docker-cli \S+, docker\.io \S+, runc \S+ are installed, .* no Docker Engine answers: Cannot connect to the Docker daemon at/,
    );
  });

  it('uninstalls containerd alone', async () => {
    await host.reset();
    await apt('containerd');
    const states = await replaces(['containerd', 'runc'], /^containerd \S+, runc \S+ are installed, .* and there is no Docker that could be kept\./);
    expect(states).toMatchObject({ 'installation/hello-world': 'done' });
  });

  it('uninstalls the name of Docker for podman, and leaves what podman has', async () => {
    await host.reset();
    await apt('podman-docker');
    // Its usual storage does not work below a container.
    await host.shell(`printf '[storage]\\ndriver = "vfs"\\nrunroot = "/run/containers/storage"\\ngraphroot = "/var/lib/containers/storage"\\n' >/etc/containers/storage.conf
      ${sleeper('podman')}; podman create --name of-podman sleeper /bin/sleep 1`);
    const states = await replaces(['podman-docker'], /^podman-docker \S+ is installed, .* no Docker Engine answers: the command "docker" leads to podman\./);
    expect(states).toMatchObject({ 'installation/hello-world': 'done' });
    await host.shell('podman container exists of-podman');
  });
});
