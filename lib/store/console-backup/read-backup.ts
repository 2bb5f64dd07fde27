import { createHash, type Hash } from 'node:crypto';
import { createReadStream, statfsSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import type { Secret } from '@/lib/core/secret';
import { formatBytes } from '@/lib/core/units';
import { decryptAge } from './age-read';
import { aboutBackup, names, type AboutBackup } from './contents';
import { refuseBackup } from './refusal';
import { unpackTar } from './tar-format';

/** Texts are a few hundred bytes. */
const mostText = 100_000;

/**
 * Reads a backup of a console to its end and proves it: every piece by its tag, the database by its SHA-256.
 * @param into an empty directory in which its key and database are laid, for their owner alone; null: it is only proven
 * @throws GroundcrewError `invalid_input` that says what it is instead, `storage` when it can't be read or written
 */
export async function readConsoleBackup(file: string, passphrase: Secret, into: string | null): Promise<AboutBackup> {
  const texts = new Map<string, Buffer[]>();
  const text = (name: string) => Buffer.concat(texts.get(name) ?? []);
  const database = { bytes: 0, hash: createHash('sha256') };
  const seen: string[] = [];
  const sinkOf = (name: string, bytes: number) => {
    if (name !== Object.values(names)[seen.length]) throw refuseBackup('content');
    seen.push(name);
    if (name === names.database) {
      // What it says of itself is believed no further than the disk goes, and before a byte is written.
      if (bytes !== readAbout(text(names.about).toString('utf8')).database.bytes) throw refuseBackup('content');
      if (into !== null) refuseWithoutRoom(into, bytes);
      database.bytes = bytes;
      return fileSink(into === null ? null : path.join(into, name), database.hash);
    }
    if (bytes > mostText) throw refuseBackup('content');
    const pieces: Buffer[] = [];
    texts.set(name, pieces);
    return { write: (piece: Buffer) => (pieces.push(Buffer.from(piece)), Promise.resolve()), end: () => Promise.resolve() };
  };
  try {
    await pipeline(createReadStream(file), decryptAge(passphrase), createGunzip(), (source: AsyncIterable<Buffer>) => unpackTar(source, sinkOf));
  } catch (error) {
    throw explain(file, into, error);
  }
  const about = readAbout(text(names.about).toString('utf8'));
  if (seen.length !== Object.keys(names).length || !/^[0-9a-f]{64}\n?$/.test(text(names.key).toString('latin1'))) throw refuseBackup('content');
  if (database.bytes !== about.database.bytes || database.hash.digest('hex') !== about.database.sha256) throw refuseBackup('changed', 'Its database is not the one that was written.');
  if (into !== null) {
    const key = fileSink(path.join(into, names.key), null);
    await key.write(text(names.key));
    await key.end();
  }
  return about;
}

function readAbout(text: string): AboutBackup {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refuseBackup('content', undefined, cause);
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > 1) throw refuseBackup('newer');
  const parsed = aboutBackup.safeParse(value);
  if (!parsed.success) throw refuseBackup('content', undefined, parsed.error);
  return parsed.data;
}

function refuseWithoutRoom(directory: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(directory);
  if (bytes <= bavail * bsize) return;
  throw new GroundcrewError({ code: 'storage', reason: 'console-backup.space', message: `The database of the backup takes ${formatBytes(bytes)}, and the disk of ${directory} has ${formatBytes(bavail * bsize)} left. Nothing was changed.`, remedy: 'Free some space there, or set DATA_DIR to a directory on a larger disk.' });
}

/** A new file that is on the disk when it has ended; null: nothing is written. */
function fileSink(file: string | null, hash: Hash | null) {
  let handle: FileHandle | null = null;
  return {
    async write(piece: Buffer) {
      hash?.update(piece);
      if (file === null) return;
      handle ??= await open(file, 'wx', 0o600);
      await handle.writeFile(piece);
    },
    async end() {
      await handle?.sync();
      await handle?.close();
    },
  };
}

function explain(file: string, into: string | null, cause: unknown): unknown {
  if (isGroundcrewError(cause)) return cause;
  const { code = '', syscall } = cause as NodeJS.ErrnoException;
  // What opens with the passphrase and is no gzip, or ends too early inside.
  if (code.startsWith('Z_')) return refuseBackup('content', undefined, cause);
  const storage = (message: string, remedy: string) => new GroundcrewError({ code: 'storage', reason: 'console-backup.unreadable', message: `${message} Nothing was changed.`, remedy, cause });
  if (code === 'ENOSPC' || code === 'EDQUOT') return storage(`The disk of ${into ?? file} is full.`, 'Free some space there, then try again.');
  if (code === 'ENOENT' && syscall === 'open') return storage(`There is no file ${file}.`, 'Give the whole path of the backup.');
  if (code === 'EISDIR') return storage(`${file} is a directory.`, 'Name the file of the backup.');
  if (code === 'EACCES' || code === 'EPERM') return storage(`The file ${file} can't be read by this user.`, 'Give the user the right to read it.');
  return cause;
}
