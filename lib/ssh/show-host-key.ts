import { isGroundcrewError } from '@/lib/core/errors';
import { secret } from '@/lib/core/secret';
import { openLink, type ConnectOptions } from './connect';
import type { HostKey } from './profile';

/** `line`: the key as OpenSSH writes it, without a name: "ssh-ed25519 AAAA…". */
interface ShownHostKey extends HostKey {
  readonly line: string;
}

/**
 * Asks an SSH server for its host key, the strongest kind that both know. Nothing is pinned, and nothing is sent to it: no login is tried.
 * @throws GroundcrewError with a reason of failures.ts where it showed none
 */
export async function showHostKey({ address, port }: { address: string; port: number }, options: ConnectOptions = {}): Promise<ShownHostKey> {
  let shown: ShownHostKey | null = null;
  const nobody = { address, port, login: 'nobody', auth: { kind: 'password', password: secret('') }, sudo: { kind: 'none' }, pinnedHostKey: null } as const;
  try {
    (await openLink(nobody, { ...options, onHostKey: (key, blob) => (shown = { ...key, line: `${key.algorithm} ${blob.toString('base64')}` }) })).close();
  } catch (error) {
    // The connection ends there, since none is pinned: that is what was wanted.
    if (shown === null || !isGroundcrewError(error) || error.code !== 'host_key') throw error;
  }
  return shown!;
}
