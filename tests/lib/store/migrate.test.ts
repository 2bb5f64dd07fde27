import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '@/lib/store/migrate';

let directory: string;
let file: string;
let migrations: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'groundcrew-migrate-'));
  file = path.join(directory, 'groundcrew.db');
  migrations = path.join(directory, 'migrations');
  cpSync('prisma/migrations', migrations, { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function add(name: string, sql: string): void {
  mkdirSync(path.join(migrations, name));
  writeFileSync(path.join(migrations, name, 'migration.sql'), sql);
}
function open<T>(act: (database: BetterSqlite3.Database) => T, at = file): T {
  const database = new BetterSqlite3(at);
  try {
    return act(database);
  } finally {
    database.close();
  }
}
const fill = () => open((database) => {
  database.exec(`INSERT INTO "user" ("id", "name", "email", "updatedAt") VALUES ('u', 'ada', 'a@b', 0)`);
  database.exec(`INSERT INTO "account" ("id", "accountId", "providerId", "userId", "updatedAt") VALUES ('a', 'u', 'credential', 'u', 0)`);
});
const accounts = (at = file) => open((database) => (database.prepare('SELECT count(*) AS n FROM "account"').get() as { n: number }).n, at);

/** What SQLite needs to change a table: the shape in which rows of other tables were once lost. */
const redefine = `CREATE TABLE "new_user" AS SELECT * FROM "user"; DROP TABLE "user"; ALTER TABLE "new_user" RENAME TO "user"; CREATE UNIQUE INDEX "user_id" ON "user" ("id");`;

test('a new database gets all migrations and no copy; a second time there is nothing to do', async () => {
  const first = await migrate(file, migrations, 'now');
  expect([first.applied.length > 0, first.copy]).toEqual([true, null]);
  expect(await migrate(file, migrations, 'now')).toEqual({ applied: [], copy: null });
});

test('a table is redefined without losing the rows that point to it, and the file is copied aside first', async () => {
  await migrate(file, migrations, 'now');
  fill();
  add('29990101000000_redefine', redefine);
  const { applied, copy } = await migrate(file, migrations, 'now');
  expect(applied).toEqual(['29990101000000_redefine']);
  expect([accounts(), accounts(copy!)]).toEqual([1, 1]);
});

test('a migration that would orphan rows, or that fails half-way, changes nothing', async () => {
  await migrate(file, migrations, 'now');
  fill();
  add('29990101000000_orphan', 'DELETE FROM "user";');
  await expect(migrate(file, migrations, 'now')).rejects.toThrow(/without their "user"/);
  rmSync(path.join(migrations, '29990101000000_orphan'), { recursive: true });
  add('29990101000000_broken', 'CREATE TABLE "half" ("id" TEXT); CREATE TABEL;');
  await expect(migrate(file, migrations, 'now')).rejects.toThrow();
  open((database) => {
    expect(database.prepare('SELECT count(*) AS n FROM "user"').get()).toEqual({ n: 1 });
    expect(database.prepare(`SELECT name FROM sqlite_master WHERE name = 'half'`).get()).toBeUndefined();
  });
});

test('a database of a newer release, or an edited migration, is refused', async () => {
  add('29990101000000_newer', 'CREATE TABLE "newer" ("id" TEXT);');
  await migrate(file, migrations, 'now');
  await expect(migrate(file, 'prisma/migrations', 'now')).rejects.toThrow(/newer release/);
  writeFileSync(path.join(migrations, '29990101000000_newer', 'migration.sql'), 'SELECT 1;');
  await expect(migrate(file, migrations, 'now')).rejects.toThrow(/was changed after it was applied/);
});

test('the migrations lead to the schema', () => {
  expect(execFileSync(process.execPath, ['scripts/migrate.mjs', 'check'], { encoding: 'utf8' })).toContain('The migrations lead to the schema.');
});
