import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Host } from '@/lib/shell/host';
import { connectTo } from './connected-shell';
import { enterNamespace, stub } from './mount-namespace';
import { SshServer } from './ssh-server';

/** Runs what it is told at once, where the real one would make a unit of it. */
const systemdRun = stub('systemd-run', 'while [ "${1#--}" != "$1" ]; do shift; done\n"$@" </dev/null >/dev/null 2>&1');
const systemctl = stub('systemctl', 'case $1 in is-active) exit 3 ;; show) echo inactive ;; esac');
/** They would reach beyond this place. */
const silent = ['curl', 'docker', 'apt-get', 'apt-cache', 'apt-config', 'dpkg', 'dpkg-query', 'getent', 'timedatectl', 'journalctl', 'loginctl', 'sysctl', 'runuser', 'openssl'].map((name) => stub(name, 'exit 1')).join('');

/**
 * An SSH server in this process whose shell is the machine's own /bin/sh as root of nothing: /opt, /run, /mnt and /var/lib are folders
 * of the test, and what would reach further is a stub. What a client's words become is what they would become on a server.
 */
export class ShellServer {
  private constructor(readonly folder: string, private readonly server: SshServer, readonly host: Host) {}

  static async start(): Promise<ShellServer> {
    const folder = mkdtempSync(path.join(tmpdir(), 'shell-server-'));
    for (const each of ['opt', 'run', 'mnt', 'lib', 'bin']) mkdirSync(path.join(folder, each));
    const [program = '', ...words] = enterNamespace;
    const text = 'mount --bind "$1/opt" /opt; mount --bind "$1/run" /run; mount --bind "$1/mnt" /mnt; mount --bind "$1/lib" /var/lib; cd "$1"; PATH=$1/bin:$PATH; exec /bin/sh';
    const furnished = spawn('sh', ['-euc', `set -- "$1/bin"; ${systemdRun}${systemctl}${silent}`, 'furnish', folder]);
    await new Promise((resolve) => furnished.once('close', resolve));
    const server = await SshServer.start({
      shell(channel) {
        const child = spawn(program, [...words, 'sh', '-euc', text, 'shell', folder], { stdio: 'pipe' });
        channel.pipe(child.stdin);
        child.stdin.on('error', () => undefined); // it ended before it had read all
        child.stdout.on('data', (chunk: Buffer) => channel.write(chunk));
        child.stderr.on('data', (chunk: Buffer) => channel.stderr.write(chunk));
        child.once('close', (code) => {
          channel.exit(code ?? 1);
          channel.end();
        });
      },
    });
    return new ShellServer(folder, server, await connectTo(server));
  }

  async stop(): Promise<void> {
    this.host.close();
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
