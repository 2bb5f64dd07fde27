import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { GroundcrewError } from '@/lib/core/errors';

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: number | null;
  rolled_back_at: number | null;
}

const bookkeeping = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL, "logs" TEXT,
  "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp, "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`;

/**
 * Applies what is pending in `directory` (`<name>/migration.sql`), in one transaction: all or nothing.
 * Keeps Prisma's own bookkeeping, so that its tools see the same history. When something is pending in a database
 * that holds data, the file is copied aside first.
 * @returns the names applied, and the copy's path or null
 */
export async function migrate(file: string, directory: string, stamp: string): Promise<{ applied: string[]; copy: string | null }> {
  const database = new BetterSqlite3(file, { timeout: 30_000 });
  try {
    database.pragma('journal_mode = WAL');
    // Off before BEGIN, since the pragma does nothing inside a transaction: SQLite changes a table by dropping and
    // renaming it, and with foreign keys on the drop would delete the rows of other tables.
    database.pragma('foreign_keys = OFF');
    database.exec(bookkeeping);
    const pending = findPending(database, directory);
    const copy = pending.length > 0 && hasRows(database) ? `${file}.before-${pending[0]}-${stamp}` : null;
    if (copy) await database.backup(copy);
    apply(database, directory, pending);
    return { applied: pending, copy };
  } finally {
    database.close();
  }
}

function findPending(database: BetterSqlite3.Database, directory: string): string[] {
  const names = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const rows = database.prepare('SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations').all() as Applied[];
  const applied = new Map(rows.filter((row) => row.finished_at && !row.rolled_back_at).map((row) => [row.migration_name, row.checksum]));
  for (const [name, checksum] of applied) {
    if (!names.includes(name)) throw refuse(`The database was last used by a newer release: it has the migration "${name}", which this release does not know.`, 'Start the newer release, or put back the copy of the database that it made before migrating.');
    if (checksum !== checksumOf(directory, name)) throw refuse(`The migration "${name}" was changed after it was applied to this database.`, 'Restore prisma/migrations as released.');
  }
  return names.filter((name) => !applied.has(name));
}

function hasRows(database: BetterSqlite3.Database): boolean {
  return database.prepare('SELECT 1 FROM _prisma_migrations LIMIT 1').get() !== undefined;
}

function apply(database: BetterSqlite3.Database, directory: string, names: readonly string[]): void {
  if (names.length === 0) return;
  const record = database.prepare('INSERT INTO _prisma_migrations (id, checksum, started_at, finished_at, migration_name, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)');
  database.transaction(() => {
    for (const name of names) {
      const start = Date.now();
      database.exec(readSql(directory, name));
      record.run(randomUUID(), checksumOf(directory, name), start, Date.now(), name);
    }
    const orphans = database.pragma('foreign_key_check') as { table: string; parent: string }[];
    if (orphans[0]) throw refuse(`Migrating would leave rows of "${orphans[0].table}" without their "${orphans[0].parent}". Nothing was changed.`, 'Report this with the name of the release; the old release still works with this database.');
  }).immediate();
}

const readSql = (directory: string, name: string) => readFileSync(path.join(directory, name, 'migration.sql'), 'utf8');
const checksumOf = (directory: string, name: string) => createHash('sha256').update(readSql(directory, name)).digest('hex');

function refuse(message: string, remedy: string): GroundcrewError {
  return new GroundcrewError({ code: 'storage', reason: 'migration', message, remedy });
}
