import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { GroundcrewError } from '@/lib/core/errors';
import { finishRestore, removeLeft } from './console-backup/put-in-place';

export interface DataDirectory {
  readonly databaseFile: string;
  readonly keyFile: string;
  readonly logFile: string;
  /** Lets another console have the directory. */
  release(): void;
}

/**
 * Makes the directory (0700), proves that it can be written, and takes it for this process alone: two consoles on one
 * database would both drive the same runs. The lock is SQLite's own on a file of its own, so that a crash frees it.
 * A restore that was cut off once it had decided is done first.
 */
export function takeDataDirectory(directory: string): DataDirectory {
  prove(directory);
  const pidFile = path.join(directory, 'pid');
  const lock = new BetterSqlite3(path.join(directory, 'lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    const pid = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').trim() : 'unknown';
    throw new GroundcrewError({
      code: 'conflict',
      reason: 'data-directory.taken',
      message: `Another console with the pid ${pid} already uses the data directory ${directory}.`,
      remedy: 'Use that one, stop it first, or set DATA_DIR to another directory.',
      cause,
    });
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  finishRestore(directory);
  removeLeft(directory);
  return {
    databaseFile: path.join(directory, 'groundcrew.db'),
    keyFile: path.join(directory, 'key'),
    logFile: path.join(directory, 'logs', 'console.log'),
    release: () => {
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

function prove(directory: string): void {
  const trial = path.join(directory, `.trial-${process.pid}`);
  try {
    makeDirectory(path.join(directory, 'logs'));
    writeFileSync(trial, Buffer.alloc(64 * 1024), { mode: 0o600 });
    rmSync(trial);
  } catch (cause) {
    removeTrial(trial);
    throw explain(directory, cause);
  }
  if ((statSync(directory).mode & 0o077) !== 0) {
    throw new GroundcrewError({ code: 'storage', reason: 'data-directory.mode', message: `The data directory ${directory} can be read by other users of this machine.`, remedy: `Run "chmod 700 ${directory}" and start again.` });
  }
}

/** Level by level: Node's own recursive mkdir never ends below /proc. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(path.dirname(directory));
  mkdirSync(directory, { mode: 0o700 });
}

function removeTrial(trial: string): void {
  try {
    rmSync(trial, { force: true });
  } catch {
    // There is nothing to remove where nothing could be written.
  }
}

/** The part of the path that is there. */
function lastExisting(directory: string): string {
  const parent = path.dirname(directory);
  return existsSync(parent) ? parent : lastExisting(parent);
}

function explain(directory: string, cause: unknown): GroundcrewError {
  const code = (cause as NodeJS.ErrnoException).code;
  const [message, remedy] =
    code === 'ENOSPC' || code === 'EDQUOT' ? [`The disk of the data directory ${directory} is full.`, 'Free some space, or set DATA_DIR to a directory on another disk.']
    : code === 'EROFS' || code === 'EACCES' || code === 'EPERM' ? [`The data directory ${directory} cannot be written.`, 'Give your user the right to write there, or set DATA_DIR to a directory that can be written.']
    : code === 'ENOTDIR' || code === 'EEXIST' ? [`The data directory ${directory} is not a directory.`, 'Set DATA_DIR to a directory.']
    : code === 'ENAMETOOLONG' || code === 'ELOOP' ? [`The path of the data directory ${directory} is too long, or its links lead in a circle.`, 'Set DATA_DIR to a shorter path without such links.']
    // What is not a disk, such as /proc, says ENOENT to whoever makes a directory in it.
    : code === 'ENOENT' ? [`The data directory ${directory} cannot be made: ${lastExisting(directory)} takes no new directories.`, 'Set DATA_DIR to a directory on a disk, such as ./data or /var/lib/groundcrew-console.']
    : [`The data directory ${directory} cannot be used: the system says ${code ?? 'nothing more'}.`, 'Set DATA_DIR to a directory on a disk of this machine that you may write to.'];
  return new GroundcrewError({ code: 'storage', reason: 'data-directory.unusable', message, remedy, cause });
}
