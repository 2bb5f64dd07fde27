import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ShellHost } from './stores';

/** An account of a test host that may do nothing but SFTP, as its administrator would make it for backups. */
export interface SftpAccount {
  readonly user: string;
  /** Lets it in, without a passphrase of its own. */
  readonly key: string;
}

export async function sftpAccount(host: ShellHost, user = 'backup-e2e'): Promise<SftpAccount> {
  const folder = mkdtempSync(path.join(tmpdir(), 'groundcrew-key-'));
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', `${folder}/key`]);
  const [key, allowed] = [readFileSync(`${folder}/key`, 'utf8'), readFileSync(`${folder}/key.pub`, 'utf8').trim()];
  rmSync(folder, { recursive: true });
  await host.shell(`useradd -m ${user} && install -d -m 0700 -o ${user} /home/${user}/.ssh && echo 'restrict,command="internal-sftp" ${allowed}' >/home/${user}/.ssh/authorized_keys && chown ${user} /home/${user}/.ssh/authorized_keys`);
  return { user, key };
}

/** A server's address on the network of the test hosts, at which the others reach it. */
export const innerAddress = async (host: ShellHost): Promise<string> => (await host.shell("ip -4 -o addr show dev eth0 | awk '{ sub(\"/.*\", \"\", $4); print $4 }'")).trim();

/** The address of this machine on that network. */
export const machineAddress = async (host: ShellHost): Promise<string> => (await host.shell("ip -4 route show default | awk '{ print $3; exit }'")).trim();
