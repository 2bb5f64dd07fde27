import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { GroundcrewError } from '@/lib/core/errors';
import type { Secret } from '@/lib/core/secret';
import { formatBytes } from '@/lib/core/units';
import { encryptAge } from './age-write';
import { names, type AboutBackup } from './contents';
import { copyDatabase } from './copy-database';
import { copyPrefix } from './put-in-place';
import { readConsoleBackup } from './read-backup';
import { packTar } from './tar-format';

export interface Written {
  /** Of the file. */
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes all that makes a console to the new file `to`: its database as it is at this moment, and its key, as a tar.gz that is encrypted with
 * the passphrase in age's format. It is read back to its end before it bears its name; until then it is `<to>.part`.
 * @param from the two files of the data directory; the copy of the database lies beside them meanwhile
 * @throws GroundcrewError `storage`, `conflict` when `to` is there
 */
export async function writeConsoleBackup({ from, to, passphrase, about }: { from: { databaseFile: string; keyFile: string }; to: string; passphrase: Secret; about: Omit<AboutBackup, 'format' | 'database'> }): Promise<Written> {
  if (existsSync(to)) throw new GroundcrewError({ code: 'conflict', reason: 'console-backup.exists', message: `${to} is there already, and is not replaced.`, remedy: 'Name another file.' });
  const part = `${to}.part`;
  const scratch = await makeScratch(from.databaseFile);
  try {
    const copy = path.join(scratch, names.database);
    await copyDatabase(from.databaseFile, copy);
    const database = { bytes: (await stat(copy)).size, sha256: await hashOf(copy) };
    const texts = { about: Buffer.from(`${JSON.stringify({ format: 1, ...about, database } satisfies AboutBackup, null, 2)}\n`), key: await readFile(from.keyFile) };
    const files = [
      { name: names.about, bytes: texts.about.length, content: [texts.about] },
      { name: names.key, bytes: texts.key.length, content: [texts.key] },
      { name: names.database, bytes: database.bytes, content: createReadStream(copy) as AsyncIterable<Buffer> },
    ];
    await rm(part, { force: true });
    await pipeline(packTar(files, Date.parse(about.at)), createGzip({ level: 3 }), encryptAge(passphrase), createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }));
    await readConsoleBackup(part, passphrase, null);
    const written = { bytes: (await stat(part)).size, sha256: await hashOf(part) };
    await rename(part, to);
    await syncDirectory(path.dirname(to));
    return written;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw explain(to, error);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function makeScratch(databaseFile: string): Promise<string> {
  const directory = path.dirname(databaseFile);
  const size = (file: string) => stat(file).then((found) => found.size, () => 0);
  const needed = (await size(databaseFile)) + (await size(`${databaseFile}-wal`));
  const { bavail, bsize } = await statfs(directory);
  // Beside the copy the console itself goes on writing.
  if (bavail * bsize < needed * 1.2) throw new GroundcrewError({ code: 'storage', reason: 'console-backup.space', message: `A copy of the database takes ${formatBytes(needed)}, and the disk of ${directory} has ${formatBytes(bavail * bsize)} left.`, remedy: 'Free some space there, then try again.' });
  const scratch = path.join(directory, `${copyPrefix}${randomBytes(6).toString('hex')}`);
  await mkdir(scratch, { mode: 0o700 });
  return scratch;
}

/** In hexadecimal digits. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  // A share may have no such thing.
  await handle.sync().catch(() => undefined).finally(() => handle.close());
}

function explain(to: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  const directory = path.dirname(to);
  const words = (message: string, remedy: string) => new GroundcrewError({ code: 'storage', reason: 'console-backup.unwritable', message: `${message} No backup was written.`, remedy, cause });
  switch (code) {
    case 'ENOSPC': case 'EDQUOT': return words(`The disk of ${directory} is full.`, 'Free some space there, or choose another directory.');
    case 'ENOENT': case 'ENOTDIR': return words(`The directory ${directory} is not there.`, 'Make it, mount its disk, or choose another directory.');
    case 'EACCES': case 'EPERM': case 'EROFS': return words(`The user of this console may not write to ${directory}.`, 'Give it the right to, or choose another directory. The service writes only below its data directory, unless "systemctl edit groundcrew" adds ReadWritePaths= for another.');
    default: return cause;
  }
}
