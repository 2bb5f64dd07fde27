import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Algorithms, Client as SshClient, ServerHostKeyAlgorithm } from 'ssh2';
import { authentication, Client, isLoginError } from './authenticate';
import { fail, hostKeyFailure } from './failures';
import type { HostKey, SshProfile } from './profile';

/**
 * Key exchange, host key, login. The host key is judged before anything about the login is sent.
 * @throws GroundcrewError: every reason `connection.*` from the handshake on, and `login.*`
 */
export async function handshake(profile: SshProfile, socket: Socket, options: { readyTimeout: number; onHostKey?: (key: HostKey, blob: Buffer) => void }): Promise<SshClient> {
  const login = authentication(profile);
  const client = new Client();
  const said = listen(socket);
  return new Promise<SshClient>((resolve, reject) => {
    let verdict: Error | null = null;
    const end = (error: Error) => {
      verdict ??= error;
      reject(verdict);
      socket.destroy();
    };
    client.once('ready', () => resolve(client));
    client.once('change password', () => end(fail('login.password-expired', profile)));
    client.on('error', (error: Error & { level?: string }) => end(isLoginError(error) ? login.failure() : translate(error, profile, said())));
    client.once('close', () => end(fail('connection.closed', profile)));
    client.connect({
      sock: socket,
      username: profile.login,
      authHandler: login.handler,
      readyTimeout: options.readyTimeout,
      // A dead connection is noticed after 4 × 3 = 12 s.
      keepaliveInterval: 4000,
      keepaliveCountMax: 2,
      algorithms: algorithmsFor(profile.pinnedHostKey),
      hostVerifier: (blob: Buffer) => {
        const key = hostKeyOf(blob);
        options.onHostKey?.(key, blob);
        const pinned = profile.pinnedHostKey;
        if (pinned === null) verdict = hostKeyFailure('connection.host-key-unknown', profile, key);
        else if (pinned.sha256 !== key.sha256) verdict = hostKeyFailure('connection.host-key-changed', profile, key);
        return verdict === null;
      },
    });
  });
}

/** Algorithm and SHA256 of a key blob, as `ssh-keygen -lf` prints them. */
export function hostKeyOf(blob: Buffer): HostKey {
  const algorithm = blob.toString('latin1', 4, 4 + blob.readUInt32BE(0));
  return { algorithm, sha256: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}` };
}

/** Of the line of a public key as OpenSSH writes it: "ssh-ed25519 AAAA…". */
export const hostKeyOfLine = (line: string): HostKey => hostKeyOf(Buffer.from(line.split(' ')[1] ?? '', 'base64'));

/** The pinned key's kind is asked for first: a server has several keys, and another one would look like a change. */
function algorithmsFor(pinned: HostKey | null): Algorithms {
  const usual: ServerHostKeyAlgorithm[] = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'];
  const isPinnedKind = (name: string) => (pinned?.algorithm === 'ssh-rsa' ? /rsa/.test(name) : name === pinned?.algorithm);
  return { serverHostKey: [...usual.filter(isPinnedKind), ...usual.filter((name) => !isPinnedKind(name))] };
}

/** The first bytes that the other side says: they tell whether it speaks SSH at all. */
function listen(socket: Socket): () => string {
  let text = '';
  const hear = (data: Buffer) => {
    text += data.toString('latin1');
    if (text.length > 256) socket.off('data', hear);
  };
  socket.on('data', hear);
  return () => text;
}

function translate(error: Error & { level?: string; code?: string }, profile: SshProfile, said: string): Error {
  const detail = error.message;
  const noMatch = /no matching (.*)$/.exec(detail)?.[1];
  if (noMatch) return fail('connection.algorithms', profile, { extra: noMatch.replace('C->S ', '').replace('S->C ', ''), detail });
  const isSsh = /(^|\n)SSH-/.test(said);
  if (error.level === 'client-timeout') return fail(said === '' ? 'connection.silent' : isSsh ? 'connection.timed-out' : 'connection.not-ssh', profile, { extra: isSsh ? '' : firstLine(said), detail });
  if (said !== '' && !isSsh) return fail('connection.not-ssh', profile, { extra: firstLine(said), detail });
  if (/identification string|Invalid packet|Header line too long|protocol version/i.test(detail)) return fail('connection.not-ssh', profile, { extra: firstLine(said), detail });
  return fail('connection.closed', profile, { detail, cause: error });
}

function firstLine(said: string): string {
  return said.split('\n')[0] ?? '';
}
