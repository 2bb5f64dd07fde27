import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { InputOf, OutputOf, VerbName } from '@/lib/contract/verbs';
import { systemClock } from '@/lib/core/clock';
import type { Services } from '@/lib/services/types';
import { workOf, type Doors } from '@/lib/services/work';
import { startWorkers, type Workers } from '@/lib/services/workers/start';
import { InProcessConsole } from './in-process-console';
import type { TestHost } from './test-host';

/** What the test host says of its repositories, beside the login. */
interface Repositories {
  apt: { url: string; keyFingerprint: string };
  registry: { host: string; user: string; password: string };
  publicRegistry: { helloWorld: string };
}

const set = (value: string) => ({ action: 'set' as const, value });

/** A console in this process with its workers, driven by verbs as an admin: what the wizard does, without its pages. */
export class ServiceConsole {
  private constructor(private readonly front: InProcessConsole, private readonly workers: Workers) {}

  /** `doors`: other ways out than the product's own. */
  static async start(doors?: Doors): Promise<ServiceConsole> {
    const front = await InProcessConsole.start();
    if (doors) workOf(front.services.resources, doors);
    return new ServiceConsole(front, await startWorkers(front.services));
  }

  get services(): Services {
    return this.front.services;
  }
  get dataDirectory(): string {
    return this.front.dataDirectory;
  }

  async close(): Promise<void> {
    await this.workers.stop();
    await this.front.close();
  }

  call<V extends VerbName>(verb: V, input: InputOf<V>): Promise<OutputOf<V>> {
    return this.services.call(verb, { actor: { id: 'a', name: 'ada', role: 'admin' }, sessionId: 's', address: '127.0.0.1', clock: systemClock, resources: this.services.resources, cookie: '', setCookies: [] }, input);
  }

  /** Asks until `is` holds. */
  async until<V extends VerbName>(verb: V, input: InputOf<V>, is: (value: OutputOf<V>) => boolean, seconds: number): Promise<OutputOf<V>> {
    for (const end = Date.now() + seconds * 1000; ; ) {
      const value = await this.call(verb, input);
      if (is(value)) return value;
      if (Date.now() > end) throw new Error(`Not reached in ${seconds} s: ${JSON.stringify(value).slice(0, 4000)}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Adds the host under its name with the user's password, and trusts the key that it shows. */
  async connect(host: TestHost, user: 'ops' | 'deploy' | 'root' = 'ops'): Promise<void> {
    const { name, info } = host;
    const sudo = user === 'ops' ? 'same' : 'none';
    await this.call('server.add', { name, address: info.address, port: info.port, login: user, auth: 'password', sudo, password: set(info.users[user]!.password) });
    const test = await this.call('server.test', { server: name });
    await this.call('server.trust', { server: name, hostKey: test.presented! });
  }

  async putMaterials(host: TestHost, folder = 'tests/support/materials/guide'): Promise<void> {
    for (const [slot, file] of [['compose', 'docker-compose.yml'], ['override', 'docker-compose.override.yml'], ['constants', 'constants.env']] as const)
      await this.call('materials.put', { server: host.name, file: { slot, fileName: file, base64: readFileSync(path.join(folder, file)).toString('base64') } });
  }

  /** Settings for the test host's own repositories. */
  saveSettings(host: TestHost, { supportPassword, registryPassword }: { supportPassword: string; registryPassword?: string }): Promise<OutputOf<'settings.save'>> {
    const { apt, registry, publicRegistry } = host.info as unknown as Repositories;
    return this.call('settings.save', {
      server: host.name,
      settings: {
        access: { kind: 'http', address: host.info.address }, registryHost: registry.host, registryUser: registry.user, registryPassword: set(registryPassword ?? registry.password),
        supportPassword: set(supportPassword), aptRepository: apt.url, aptKeyFingerprint: apt.keyFingerprint, helloWorldImage: publicRegistry.helloWorld,
      },
    });
  }

  /** Asks all, and overrides what a small test host can't have. */
  async preflight(host: TestHost): Promise<OutputOf<'preflight.get'>> {
    await this.call('preflight.start', { server: host.name });
    let checkup = await this.until('preflight.get', { server: host.name }, ({ state }) => state === 'done', 180);
    for (const finding of checkup.findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')) checkup = await this.call('preflight.override', { server: host.name, check: finding.id, message: finding.message, reason: 'A small test host' });
    return checkup;
  }

  /** Waits until the run has ended or needs a person. */
  settled(run: string, seconds = 500): Promise<OutputOf<'run.get'>> {
    return this.until('run.get', { run }, ({ state }) => ['waiting', 'failed', 'done', 'interrupted', 'cancelled'].includes(state), seconds);
  }
}
