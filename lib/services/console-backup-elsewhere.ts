import { randomBytes } from 'node:crypto';
import { repositoryAt } from '@/lib/contract/backup-place';
import { inDirectory, type ElsewherePlace } from '@/lib/contract/console-backup-elsewhere';
import { GroundcrewError } from '@/lib/core/errors';
import { hostKeyOfLine } from '@/lib/ssh/handshake';
import type { SshProfile } from '@/lib/ssh/profile';
import { openSftp, type Sftp } from '@/lib/ssh/sftp';
import { showHostKey } from '@/lib/ssh/show-host-key';
import type { Elsewhere } from './console-backup-settings';
import type { Implementation } from './types';

/** The same for the same directory of the same account: by it what lies there is known. */
export const placeKey = ({ place }: { readonly place: ElsewherePlace }): string => repositoryAt(place);

/** For the operator to compare. Nothing is pinned by it. */
export const showElsewhereHostKey: Implementation<'console-backup.host-key'> = (context, { host, port }) => {
  context.auditNote = `${host}:${port}`;
  return showHostKey({ address: host, port });
};

/** Connects to the place and looks whether the directory is there: it is not made, for it may belong to a disk that is away. */
export async function openElsewhere({ place, secret }: Pick<Elsewhere, 'place' | 'secret'>, signal?: AbortSignal): Promise<Sftp> {
  const sftp = await openSftp(profileOf(place, secret), signal ? { signal } : {});
  try {
    const found = await sftp.look(place.path);
    if (found?.kind === 'directory') return sftp;
    throw new GroundcrewError({ code: 'remote', field: 'backup.elsewhere.place.path', reason: 'console-backup.elsewhere-directory', message: found === null ? `There is no directory ${place.path} at ${place.host}.` : `${place.path} at ${place.host} is no directory.`, remedy: 'Make it there, or mount its disk, or enter another directory.' });
  } catch (error) {
    sftp.close();
    throw error;
  }
}

/** Proves that backups can go there: writes a file of a name of its own, reads it back, renames it and removes it. */
export async function tryElsewhere(elsewhere: Pick<Elsewhere, 'place' | 'secret'>): Promise<void> {
  const sftp = await openElsewhere(elsewhere);
  const [name, renamed] = ['tried', 'renamed'].map((word) => inDirectory(elsewhere.place.path, `.groundcrew-${word}-${randomBytes(6).toString('hex')}`)) as [string, string];
  try {
    const { bytes, sha256 } = await sftp.create(name, words());
    const back = await sftp.read(name, bytes + 1);
    if (back.sha256 !== sha256) throw new GroundcrewError({ code: 'remote', field: 'backup.elsewhere.place.path', reason: 'console-backup.elsewhere-differs', message: `What was written to ${elsewhere.place.path} at ${elsewhere.place.host} is not what is read there.`, remedy: 'See what keeps its files, or enter another directory.' });
    await sftp.rename(name, renamed);
    await sftp.remove(renamed);
  } finally {
    // Also what a rename has left, which some servers make of a link and a removal.
    for (const each of [name, renamed]) await sftp.remove(each).catch(() => undefined);
    sftp.close();
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- it is read as a stream is
async function* words(): AsyncGenerator<Buffer> {
  yield Buffer.from('Groundcrew has tried whether it may write here. This file can be removed.\n');
}

function profileOf({ host, port, user, login, hostKey }: ElsewherePlace, secret: Elsewhere['secret']): SshProfile {
  return {
    address: host, port, login: user, pinnedHostKey: hostKeyOfLine(hostKey), sudo: { kind: 'none' },
    auth: login === 'key' ? { kind: 'key', privateKey: secret, passphrase: null } : { kind: 'password', password: secret },
  };
}
