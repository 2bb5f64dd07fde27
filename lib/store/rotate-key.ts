import { randomBytes } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { createEncryption, type Encryption } from './encryption';
import { makeCheck, nextFile, writeKey } from './key-file';

/** Every encrypted column: the table, its primary key (joined by "/" in the place), its columns that end in "Enc". */
export const encryptedColumns = [
  { table: 'Server', key: ['id'], columns: ['passwordEnc', 'privateKeyEnc', 'passphraseEnc', 'sudoPasswordEnc'] },
  { table: 'Material', key: ['serverId', 'slot'], columns: ['contentEnc'] },
  { table: 'Settings', key: ['serverId'], columns: ['jsonEnc'] },
  { table: 'Run', key: ['id'], columns: ['inputsEnc'] },
  { table: 'Watch', key: ['serverId'], columns: ['secretKeyEnc'] },
  { table: 'BackupDestination', key: ['id'], columns: ['passphraseEnc', 'secretEnc'] },
  { table: 'Channel', key: ['id'], columns: ['settingsEnc'] },
  { table: 'ConsoleSetting', key: ['key'], columns: ['jsonEnc'] },
] as const;

/**
 * Writes everything anew with a fresh key. The new key is on the disk before the database takes it, and openKeyFile
 * finishes or undoes what a crash left half done. All sessions end, since their cookies are signed with the old key.
 * The console must not run: the caller holds the data directory.
 * @returns the count of values written anew
 */
export function rotateKey({ databaseFile, keyFile, current }: { databaseFile: string; keyFile: string; current: Encryption }): number {
  const key = randomBytes(32);
  const next = createEncryption(key);
  rmSync(nextFile(keyFile), { force: true });
  writeKey(nextFile(keyFile), key);
  const database = new BetterSqlite3(databaseFile, { timeout: 30_000 });
  let written = 0;
  try {
    database.pragma('secure_delete = ON'); // what the old key opens does not stay in free pages
    database.transaction(() => {
      for (const entry of encryptedColumns) for (const column of entry.columns) written += rewrite(database, entry, column, current, next);
      database.prepare(`UPDATE "Meta" SET "value" = ? WHERE "key" = 'key-check'`).run(makeCheck(next));
      database.prepare('DELETE FROM "session"').run();
    }).immediate();
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
  renameSync(nextFile(keyFile), keyFile);
  return written;
}

function rewrite(database: BetterSqlite3.Database, { table, key }: { table: string; key: readonly string[] }, column: string, current: Encryption, next: Encryption): number {
  const names = key.map((name) => `"${name}"`);
  const rows = database.prepare(`SELECT ${names.join(', ')}, "${column}" AS "text" FROM "${table}" WHERE "${column}" IS NOT NULL`).all() as Record<string, string>[];
  const update = database.prepare(`UPDATE "${table}" SET "${column}" = ? WHERE ${names.map((name) => `${name} = ?`).join(' AND ')}`);
  for (const row of rows) {
    const values = key.map((name) => row[name] ?? '');
    const place = { table, column, row: values.join('/') };
    update.run(next.encrypt(current.decrypt(row.text ?? '', place), place), ...values);
  }
  return rows.length;
}
