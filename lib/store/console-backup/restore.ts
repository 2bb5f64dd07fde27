import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import type { Secret } from '@/lib/core/secret';
import { openDatabase } from '../database';
import { openKeyFile } from '../key-file';
import { migrate } from '../migrate';
import { names, type AboutBackup } from './contents';
import { holdsConsole, putInPlace, stagedPrefix } from './put-in-place';
import { readConsoleBackup } from './read-backup';
import { refuseBackup } from './refusal';
import { restOpenRuns } from './rest-runs';

export interface Restored {
  readonly about: AboutBackup;
  /** Where the console that was there lies now; null: there was none. */
  readonly aside: string | null;
  readonly servers: number;
  readonly destinations: number;
  readonly sets: number;
  /** Open runs that were laid down until a person has them retried. */
  readonly runs: number;
}

/** What a data directory may hold beside a console's own files. */
const known = new Set(['lock', 'lock-journal', 'pid', 'logs', 'backups', 'lost+found']);

/** Refuses a directory that a console is in, or anything else, unless `replace`. Looks only. */
export function refuseUsed(directory: string, replace: boolean): void {
  if (replace) return;
  const found = holdsConsole(directory) ?? readdirSync(directory).find((name) => !known.has(name) && !name.startsWith('.'));
  if (found === undefined) return;
  throw new GroundcrewError({ code: 'conflict', reason: 'console-backup.used', message: `The data directory ${directory} is not empty: it holds "${found}". Nothing was changed.`, remedy: 'Set DATA_DIR to an empty directory. To put the backup in the place of the console that is there, add --replace: that one is kept beside it.' });
}

/**
 * Puts the console of a backup into the data directory, which the caller holds. Everything is proven and migrated before anything is put in
 * its place. All sessions end: whoever signed in at the old console may be somebody else by now. No open run goes on by itself (rest-runs.ts).
 * @param migrations the directory of this release's migrations
 */
export async function restoreConsole({ directory, file, passphrase, migrations, now }: { directory: string; file: string; passphrase: Secret; migrations: string; now: number }): Promise<Restored> {
  const staged = path.join(directory, `${stagedPrefix}${randomBytes(6).toString('hex')}`);
  mkdirSync(staged, { mode: 0o700 });
  try {
    const about = await readConsoleBackup(file, passphrase, staged);
    const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const counts = await prepare(staged, about, migrations, stamp, now);
    const aside = path.join(directory, `replaced-${stamp}`);
    const held = holdsConsole(directory) !== null;
    putInPlace(directory, staged, path.basename(aside));
    return { about, aside: held ? aside : null, ...counts };
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

async function prepare(staged: string, about: AboutBackup, migrations: string, stamp: string, now: number): Promise<Pick<Restored, 'servers' | 'destinations' | 'sets' | 'runs'>> {
  const file = path.join(staged, names.database);
  refuseBroken(file);
  const { copy } = await migrate(file, migrations, stamp);
  // The backup itself is the copy of before.
  if (copy !== null) rmSync(copy);
  const database = await openDatabase(file);
  try {
    const encryption = await openKeyFile(path.join(staged, names.key), database);
    const runs = await restOpenRuns(database, encryption, about.at, now);
    await database.$transaction([
      database.session.deleteMany({}),
      database.signInFailure.deleteMany({}),
      database.audit.create({ data: { id: newId(), at: new Date(now), actor: 'the machine of the console', verb: 'admin.restore-console', serverName: null, sentence: `restored this console from its backup of ${about.at}`, outcome: 'ok' } }),
    ]);
    return { servers: await database.server.count(), destinations: await database.backupDestination.count(), sets: await database.backupSet.count(), runs };
  } finally {
    await database.$disconnect();
    settle(file);
  }
}

/** What SQLite itself says of the file, before anything is asked of it. */
function refuseBroken(file: string): void {
  try {
    const database = new BetterSqlite3(file, { fileMustExist: true });
    try {
      const [first] = database.pragma('integrity_check(1)') as { integrity_check: string }[];
      if (first?.integrity_check !== 'ok') throw refuseBackup('content', `Its database is not sound: ${first?.integrity_check ?? 'it says nothing'}.`);
    } finally {
      database.close();
    }
  } catch (cause) {
    if ((cause as { code?: unknown } | null)?.code?.toString().startsWith('SQLITE') !== true) throw cause;
    throw refuseBackup('content', 'Its database can not be opened.', cause);
  }
}

/** All of it in one file: what lies beside a database is not put in place. */
function settle(file: string): void {
  const database = new BetterSqlite3(file, { timeout: 30_000 });
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}
