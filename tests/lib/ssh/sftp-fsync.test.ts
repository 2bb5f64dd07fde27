import { EventEmitter } from 'node:events';
import type { Client, SFTPWrapper } from 'ssh2';
import { expect, it } from 'vitest';
import { secret } from '@/lib/core/secret';
import { minutes } from '@/lib/core/units';
import { Link } from '@/lib/ssh/link';
import { filesOf } from '@/lib/ssh/sftp-files';

type Fsync = (done: (error?: Error) => void) => void;
/** A server that answers everything at once but what `fsync` decides, by a clock on which 15 minutes are over at once, and a minute never. */
function filesWith(fsync: Fsync) {
  const client = Object.assign(new EventEmitter(), { end: () => undefined, destroy: () => undefined }) as unknown as Client;
  const profile = { address: 'nas', port: 22, login: 'backup', auth: { kind: 'password', password: secret('x') }, sudo: { kind: 'none' }, pinnedHostKey: null } as const;
  const clock = { now: () => 0, sleep: (ms: number) => new Promise<void>((resolve) => ms === minutes(15) && setImmediate(resolve)) };
  const channel = {
    open: (_path: string, _mode: string, _attributes: number, done: (error: null, handle: Buffer) => void) => done(null, Buffer.from('h')),
    write: (...words: unknown[]) => (words.at(-1) as () => void)(),
    close: (_handle: Buffer, done: () => void) => done(),
    ext_openssh_fsync: (_handle: Buffer, done: (error?: Error) => void) => fsync(done),
  };
  return filesOf(new Link(client, profile, clock), channel as unknown as SFTPWrapper);
}
// eslint-disable-next-line @typescript-eslint/require-await -- it is read as a stream is
const notes = async function* () { yield Buffer.from('notes'); };

it.each<[string, Fsync, object]>([
  ['a disk that takes longer than a quarter of an hour is told as what it is', () => undefined, { reason: 'remote.timed-out' }],
  ['so is a disk that refuses', (done) => done(Object.assign(new Error('Failure'), { code: 4 })), { reason: 'sftp.failed' }],
])('%s', async (_what, fsync, told) => {
  await expect(filesWith(fsync).create('x', notes())).rejects.toMatchObject(told);
});

it.each<[string, Fsync]>([
  ['does not know it', () => { throw new Error('Server does not support this extended request'); }],
  ['says that it can not', (done) => done(Object.assign(new Error('Unsupported'), { code: 8 }))],
  ['has written it', (done) => done()],
])('a server that %s is taken at its word', async (_what, fsync) => {
  await expect(filesWith(fsync).create('x', notes())).resolves.toMatchObject({ bytes: 5 });
});
