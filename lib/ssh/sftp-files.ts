import { createHash } from 'node:crypto';
import type { SFTPWrapper, Stats } from 'ssh2';
import { isGroundcrewError } from '@/lib/core/errors';
import { minutes } from '@/lib/core/units';
import type { Link } from './link';
import type { Sftp } from './sftp';
import { answered, status, statusOf, told, type Done } from './sftp-answer';

/** What each server must take at once, and how much is under way: a far one costs the way there and back once for 1 MB. */
const pieceBytes = 32_768;
const piecesAtOnce = 32;
/** A slow disk may have gigabytes in memory yet when it is told to write all of a file. */
const longestFsync = minutes(15);

/** What can be done over an SFTP channel that is open. */
export function filesOf(link: Link, sftp: SFTPWrapper): Omit<Sftp, 'close'> {
  const tell = (path: string) => (error: unknown): never => {
    throw told(link, path, error);
  };
  const ask = <T>(path: string, act: (done: Done<T>) => void): Promise<T> => answered(link, act).catch(tell(path));
  /** For what answers nothing. */
  const have = (path: string, act: (done: (error?: Error | null) => void) => void): Promise<void> => ask<void>(path, (done) => act((error) => done(error, undefined)));
  const open = (path: string, mode: 'r' | 'wx') => ask<Buffer>(path, (done) => sftp.open(path, mode, 0o600, done));
  const stats = (path: string, how: 'lstat' | 'stat') => answered<Stats>(link, (done) => sftp[how](path, done)).catch((error: unknown) => (statusOf(error) === status.missing ? null : tell(path)(error)));
  /** Of a file that is open; what it does not have is left out. */
  const piece = async (path: string, handle: Buffer, at: number, wanted: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(wanted);
    let had = 0;
    for (let got = 1; got > 0 && had < wanted; had += got)
      got = await answered<number>(link, (done) => sftp.read(handle, buffer, had, wanted - had, at + had, done)).catch((error: unknown) => (statusOf(error) === status.atEnd ? 0 : tell(path)(error)));
    return buffer.subarray(0, had);
  };

  return {
    async look(path) {
      const own = await stats(path, 'lstat');
      const found = own?.isSymbolicLink() ? await stats(path, 'stat') : own;
      if (own === null || found === null) return own === null ? null : { kind: 'other', bytes: 0 };
      return { kind: found.isDirectory() ? 'directory' : own.isFile() ? 'file' : 'other', bytes: found.size };
    },
    async room(path) {
      const found = await answered<{ f_bavail?: unknown; f_frsize?: unknown } | undefined>(link, (done) => sftp.ext_openssh_statvfs(path, done)).catch(() => undefined);
      const bytes = Number(found?.f_bavail) * Number(found?.f_frsize);
      return Number.isFinite(bytes) ? bytes : null;
    },
    async create(path, content) {
      const handle = await open(path, 'wx');
      const close = () => have(path, (done) => sftp.close(handle, done));
      const hash = createHash('sha256');
      const underWay: Promise<void>[] = [];
      let bytes = 0;
      try {
        for await (const chunk of content) {
          hash.update(chunk);
          for (let from = 0; from < chunk.length; from += pieceBytes) {
            if (underWay.length >= piecesAtOnce) await underWay.shift();
            const [part, at] = [chunk.subarray(from, from + pieceBytes), bytes + from];
            underWay.push(heard(have(path, (done) => sftp.write(handle, part, 0, part.length, at, done))));
          }
          bytes += chunk.length;
        }
        await Promise.all(underWay);
        await answered<void>(link, (done) => sftp.ext_openssh_fsync(handle, (error) => done(error, undefined)), longestFsync).catch((error: unknown) => (isUnable(error) ? undefined : tell(path)(error)));
      } catch (error) {
        await close().catch(() => undefined);
        throw error;
      }
      await close();
      return { bytes, sha256: hash.digest('hex') };
    },
    async read(path, bytes) {
      const handle = await open(path, 'r');
      const hash = createHash('sha256');
      const underWay: Promise<Buffer>[] = [];
      let [asked, read] = [0, 0];
      try {
        do {
          for (; underWay.length < piecesAtOnce && asked < bytes; asked += pieceBytes) underWay.push(heard(piece(path, handle, asked, Math.min(pieceBytes, bytes - asked))));
          const next = await underWay.shift();
          if (next !== undefined) hash.update(next);
          read += next?.length ?? 0;
        } while (underWay.length > 0 || asked < bytes);
      } finally {
        await have(path, (done) => sftp.close(handle, done)).catch(() => undefined);
      }
      return { bytes: read, sha256: hash.digest('hex') };
    },
    rename: (from, to) => have(to, (done) => sftp.rename(from, to, done)),
    remove: (path) => answered<void>(link, (done) => sftp.unlink(path, (error) => done(error, undefined))).catch((error: unknown) => (statusOf(error) === status.missing ? undefined : tell(path)(error))),
  };
}

/** Whether a server can't be told to write a file to its disk, which ssh2 knows of most: those are taken at their word. */
const isUnable = (error: unknown): boolean => statusOf(error) === status.unsupported || (statusOf(error) === null && !isGroundcrewError(error));

/** Waited for later: meanwhile its failure is nobody's. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
