import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { lockTestHosts } from './host-lock';

const run = promisify(execFile);
const tool = path.resolve('tests/host/host');

/** What `tests/host/host info` prints. */
export interface HostInfo {
  name: string;
  address: string;
  port: number;
  users: Record<string, { password: string }>;
  privateKey: string;
  [key: string]: unknown;
}

/** Why no test host can run on this machine; null when it can. */
export function whyNoTestHost(): string | null {
  if (process.env.GROUNDCREW_TEST_HOST === 'off') return 'GROUNDCREW_TEST_HOST=off';
  if (process.platform !== 'linux') return 'the test host needs Linux';
  const rootWithEngine = process.getuid?.() === 0 && existsSync('/usr/sbin/dockerd');
  if (!rootWithEngine && !existsSync('/var/run/docker.sock')) return 'no Docker engine runs here and none can be started';
  return null;
}

async function host(...args: string[]): Promise<string> {
  const { stdout } = await run(tool, args, { maxBuffer: 64e6 });
  return stdout;
}

/** Once in a process: images, repositories and registry, cached afterwards. `host up` of a bare server builds that server alone. */
let built: Promise<string> | undefined;

/** One disposable server. `name` and `address` are given by the test, so that several can run at once. */
export class TestHost {
  private constructor(readonly name: string, readonly info: HostInfo) {}

  static async up(name: string, address: string, ...options: string[]): Promise<TestHost> {
    // Either way it has one lock at most: two that each wait for the other's would wait for ever.
    const kernel = options.join(' ').includes('--kernel own') ? 'own' : 'shared';
    await lockTestHosts(kernel);
    await (built ??= host('build'));
    // With this kernel's lock held, a server of this name is left of an earlier run; one of the other kernel may be in use by a test that has the same name for its own.
    const left = await host('info', name).then((info) => JSON.parse(info) as HostInfo, () => null);
    if (left && left.kernel !== kernel) throw new Error(`A server "${name}" with ${String(left.kernel)} kernel settings is there: two tests give theirs the same name, or an earlier run left it (tests/host/host down ${name}).`);
    await host('down', name).catch(() => undefined);
    await host('up', name, address, ...options);
    return new TestHost(name, JSON.parse(await host('info', name)) as HostInfo);
  }

  /** Runs as root, beside SSH: the test's own eyes on the server. */
  async exec(...argv: string[]): Promise<string> {
    return host('exec', this.name, '--', ...argv);
  }

  /** The same for a shell text of the test's own. */
  async shell(text: string): Promise<string> {
    return this.exec('sh', '-c', text);
  }

  /** Puts files and folders of a folder of this machine into one of the server; `options` are tar's. */
  async copy(from: string, names: readonly string[], to: string, ...options: string[]): Promise<void> {
    const pack = spawn('tar', ['-C', from, ...options, '-ch', ...names], { stdio: ['ignore', 'pipe', 'inherit'] });
    const unpack = spawn(tool, ['exec', this.name, '--', 'sh', '-c', `mkdir -p ${to} && tar -x -C ${to}`], { stdio: [pack.stdout, 'inherit', 'inherit'] });
    const code = await new Promise<number | null>((resolve, reject) => void unpack.on('error', reject).on('close', resolve));
    if (code !== 0) throw new Error(`${names.join(' ')} did not reach the server: exit code ${code ?? 'none'}.`);
  }

  async reset(...options: string[]): Promise<void> {
    await host('reset', this.name, ...options);
  }

  /** It takes connections and says nothing. */
  async pause(): Promise<void> {
    await host('pause', this.name);
  }

  async unpause(): Promise<void> {
    await host('unpause', this.name);
  }

  async down(): Promise<void> {
    await host('down', this.name);
  }
}
