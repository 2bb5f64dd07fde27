import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { names } from './contents';

/** The directory whose being there means: what lies in it is whole, and shall take the console's place. */
const restoring = 'restoring';
const asideFile = 'aside';
/** Of the console that was there; what SQLite keeps beside a database belongs to that alone. */
const oldDatabase = [`${names.database}-wal`, `${names.database}-shm`, `${names.database}-journal`, names.database];
const oldKey = ['key.next', names.key];

/** Whether a console's database or key lies in the data directory; the name of what does, or null. */
export const holdsConsole = (directory: string): string | null => [...oldDatabase, ...oldKey].find((name) => existsSync(path.join(directory, name))) ?? null;

/**
 * Puts what was prepared in `staged` (a directory below the data directory, with key and database) in the console's place. One rename decides:
 * before it nothing has happened, and what a crash leaves undone behind it is done by `finishRestore` when the directory is taken next.
 * @param aside what the directory is called to which the console that was there goes
 */
export function putInPlace(directory: string, staged: string, aside: string): void {
  writeFileSync(path.join(staged, asideFile), aside, { mode: 0o600, flush: true });
  renameSync(staged, path.join(directory, restoring));
  finishRestore(directory);
}

/** Nothing where no restore was cut off. The caller holds the data directory. */
export function finishRestore(directory: string): void {
  const staged = path.join(directory, restoring);
  if (!existsSync(staged)) return;
  const aside = existsSync(path.join(staged, asideFile)) ? readFileSync(path.join(staged, asideFile), 'utf8') : null;
  if (aside !== null) {
    // While the new one still lies in `restoring`, the one in its place is the old one.
    for (const [name, olds] of [[names.database, oldDatabase], [names.key, oldKey]] as const) {
      if (!existsSync(path.join(staged, name))) continue;
      for (const old of olds) moveAside(directory, old, path.join(directory, path.basename(aside)));
      renameSync(path.join(staged, name), path.join(directory, name));
    }
  }
  rmSync(staged, { recursive: true });
}

/** Beginnings of the names of what a backup or a restore lays down for as long as it takes. */
export const stagedPrefix = '.restore-';
export const copyPrefix = '.copy-';

/** Removes what a kill has left of either. A copy of the database is readable for the console's user alone, like the database. */
export function removeLeft(directory: string): void {
  for (const name of readdirSync(directory)) if (name.startsWith(stagedPrefix) || name.startsWith(copyPrefix)) rmSync(path.join(directory, name), { recursive: true });
}

function moveAside(directory: string, name: string, aside: string): void {
  if (!existsSync(path.join(directory, name))) return;
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  renameSync(path.join(directory, name), path.join(aside, name));
}
