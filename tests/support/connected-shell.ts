import { spawn } from 'node:child_process';
import type { ServerChannel } from 'ssh2';
import { secret } from '@/lib/core/secret';
import type { Host } from '@/lib/shell/host';
import { connect } from '@/lib/ssh/connect';
import { showHostKey } from '@/lib/ssh/show-host-key';
import { SshServer } from './ssh-server';

/** What an SSH server runs in each session: a real shell of this machine. What a client does not take, the shell keeps. */
export const realShell = (environment: Record<string, string> = {}) => (channel: ServerChannel): void => {
  const process_ = spawn('sh', [], { env: { ...process.env, ...environment } });
  channel.pipe(process_.stdin).on('error', () => undefined);
  process_.stdout.pipe(channel, { end: false });
  process_.stderr.pipe(channel.stderr, { end: false });
  // As sshd does: who writes on learns that nobody reads.
  channel.once('close', () => process_.stdout.destroy());
  process_.on('close', (code) => {
    channel.exit(code ?? 1);
    channel.end();
  });
};

/** The product's own connection to such a server, whose key is pinned. */
export async function connectTo(server: SshServer): Promise<Host> {
  const profile = { address: '127.0.0.1', port: server.port, login: 'root', auth: { kind: 'password', password: secret(SshServer.password) }, sudo: { kind: 'none' } } as const;
  return connect({ ...profile, pinnedHostKey: await showHostKey(profile) });
}
