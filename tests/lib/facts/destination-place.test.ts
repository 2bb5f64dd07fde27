import { expect, it } from 'vitest';
import { destinationPlace } from '@/lib/facts/destination-place';
import { inMountNamespace, whyNoMountNamespace } from '../../support/mount-namespace';

const data = ['/opt/data', '/opt/data/fileserver'];

/** Asked of real file systems. */
function ask(directory: string, before: string) {
  const fact = destinationPlace(directory, data);
  const { status, stdout, stderr } = inMountNamespace('facts/destination-place.sh', 'args' in fact.command ? fact.command.args : [], { before: `mkdir /opt/data\n${before}` });
  return fact.parse({ exitCode: status, stdout, stderr, truncated: false, timedOut: false });
}

it.skipIf(whyNoMountNamespace !== null).each<[string, string, string, object]>([
  ['a disk of its own, where the directory is not there yet', '/mnt/backup/of one', 'mkdir /mnt/backup; mount -t tmpfs -o size=1m none /mnt/backup', { isApart: true, isWritable: true, free: 1024 ** 2 }],
  ['the same disk as the data, by a link', '/mnt/backup', 'mkdir /opt/elsewhere; ln -s /opt/elsewhere /mnt/backup', { isApart: false, isWritable: true }],
  ['the disk of the files', '/opt/data/fileserver/backup', 'mkdir /opt/data/fileserver; mount -t tmpfs none /opt/data/fileserver', { isApart: false }],
  ['the same disk, mounted a second time', '/mnt/backup', 'mkdir /mnt/backup; mount --bind /opt /mnt/backup', { isApart: false }],
  ['a read-only disk', '/mnt/backup', 'mkdir /mnt/backup; mount -t tmpfs -o ro none /mnt/backup', { isApart: true, isWritable: false }],
])('tells what holds the place for backups: %s', (_, directory, before, told) => {
  const from = Date.now();
  const answer = ask(directory, before);
  expect(answer).toMatchObject(told);
  expect(answer.data).toHaveLength(2);
  expect(Math.abs(answer.now - from)).toBeLessThan(60_000);
});
