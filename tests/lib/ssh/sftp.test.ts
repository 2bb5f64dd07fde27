import type { SFTPWrapper } from 'ssh2';
import { afterEach, expect, it } from 'vitest';
import { secret } from '@/lib/core/secret';
import { hostKeyOfLine } from '@/lib/ssh/handshake';
import type { SshProfile } from '@/lib/ssh/profile';
import { openSftp } from '@/lib/ssh/sftp';
import { showHostKey } from '@/lib/ssh/show-host-key';
import { SshServer } from '@/tests/support/ssh-server';

// What a real server does is seen in tests/app/console-backup-elsewhere.test.ts; here are servers that none should meet.
let server: SshServer;
afterEach(() => server.stop());
async function start(sftp?: (sftp: SFTPWrapper) => void): Promise<SshProfile> {
  server = await SshServer.start(sftp ? { sftp } : {});
  const { line } = await showHostKey({ address: '127.0.0.1', port: server.port });
  return { address: '127.0.0.1', port: server.port, login: 'backup', auth: { kind: 'password', password: secret(SshServer.password) }, sudo: { kind: 'none' }, pinnedHostKey: hostKeyOfLine(line) };
}
// eslint-disable-next-line @typescript-eslint/require-await -- it is read as a stream is
const notes = async function* () { yield Buffer.from('notes'); };

it('shows a host key and tries no login; another one than the pinned is met with nothing', async () => {
  const profile = await start();
  expect(server.tried).toEqual([]);
  const other = { algorithm: 'ssh-ed25519', sha256: `SHA256:${'A'.repeat(43)}` };
  await expect(openSftp({ ...profile, pinnedHostKey: other })).rejects.toMatchObject({ reason: 'connection.host-key-changed' });
  expect(server.tried).toEqual([]);
});

it('says that a server lets nobody use SFTP', async () => {
  await expect(openSftp(await start())).rejects.toMatchObject({ reason: 'sftp.refused' });
});

it('gives up a server that answers as a connection and carries nothing out', async () => {
  const profile = await start((sftp) => sftp.on('OPEN', () => undefined));
  let sleeps = 0;
  // Everything that is waited for takes its longest at once, but the connection itself.
  const clock = { now: () => 0, sleep: (_: number, signal?: AbortSignal) => (++sleeps > 2 ? Promise.resolve() : new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))) };
  const files = await openSftp(profile, { clock });
  await expect(files.create('x', notes())).rejects.toMatchObject({ reason: 'remote.timed-out' });
  await expect(files.remove('x')).rejects.toMatchObject({ reason: 'connection.lost' });
});

it('does not wait for an SFTP that ended while its connection goes on, nor is it ended by what is none', async () => {
  const profile = await start((sftp) => sftp.on('OPEN', () => sftp.end()));
  await expect((await openSftp(profile)).create('x', notes())).rejects.toMatchObject({ reason: 'connection.lost' });
  await server.stop();
  const garbled = await start((sftp) => sftp.on('OPEN', () => void (sftp as unknown as { _protocol: { channelData(id: number, data: Buffer): void }; outgoing: { id: number } })._protocol.channelData((sftp as unknown as { outgoing: { id: number } }).outgoing.id, Buffer.alloc(64, 255))));
  await expect((await openSftp(garbled)).create('x', notes())).rejects.toMatchObject({ reason: 'connection.lost' });
});

it('ends when it is told to, before and after it is open', async () => {
  const profile = await start((sftp) => sftp.on('OPEN', () => undefined));
  const stop = new AbortController();
  const files = await openSftp(profile, { signal: stop.signal });
  const creating = files.create('x', notes());
  stop.abort();
  await expect(creating).rejects.toMatchObject({ reason: 'connection.lost' });
  await expect(openSftp(profile, { signal: stop.signal })).rejects.toMatchObject({ reason: 'aborted' });
});
