import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestHost } from './test-host';

/**
 * Installs a package of Debian's on a test host, as it comes: this machine fetches what the host lacks, since the host
 * reaches no repository but its own. Gives the version.
 */
export async function installOnHost(host: TestHost, name: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'groundcrew-packages-'));
  try {
    writeFileSync(path.join(folder, 'status'), await host.exec('cat', '/var/lib/dpkg/status'));
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', '--download-only', '-o', `Dir::State::status=${folder}/status`, '-o', `Dir::Cache::archives=${folder}`, '-o', 'APT::Sandbox::User=root', name], { stdio: ['ignore', 'ignore', 'inherit'] });
    await host.copy(folder, ['.'], '/root/packages', '--exclude=./partial', '--exclude=./lock', '--exclude=./status');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await host.shell('export DEBIAN_FRONTEND=noninteractive; cd /root/packages; dpkg -i ./*.deb >log 2>&1 || { tail -20 log; exit 1; }; rm -r /root/packages');
  return (await host.exec('dpkg-query', '-W', '-f', '${Version}', name)).trim();
}
