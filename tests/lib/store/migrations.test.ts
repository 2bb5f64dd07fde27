import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '@/lib/store/migrate';

it('order_by_insertion keeps rows in the order in which they were inserted, not in that of their times', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'groundcrew-migrations-'));
  const file = path.join(directory, 'groundcrew.db');
  const before = path.join(directory, 'migrations');
  mkdirSync(before);
  cpSync('prisma/migrations/20261124120706_first', path.join(before, '20261124120706_first'), { recursive: true });
  await migrate(file, before, 'now');
  const database = new BetterSqlite3(file);
  database.exec(`
    INSERT INTO "Server" ("id", "name", "address", "port", "login", "auth", "sudo", "createdAt") VALUES ('s', 's', 'a', 22, 'l', 'agent', 'none', 0);
    INSERT INTO "Run" ("id", "serverId", "serverName", "kind", "title", "state", "actor", "inputsHash", "inputsEnc", "createdAt") VALUES ('r', 's', 's', 'install', 't', 'failed', 'a', 'h', 'e', 0);
    INSERT INTO "Attempt" ("id", "runId", "stepId", "state", "createdAt") VALUES ('z', 'r', 'a/b', 'finished', 30), ('m', 'r', 'a/b', 'finished', 20), ('a', 'r', 'a/b', 'open', 10);
    INSERT INTO "Plan" ("id", "serverId", "madeAt", "inputsHash", "json") VALUES ('z', 's', 30, 'h', '{}'), ('a', 's', 10, 'h', '{}');`);
  await migrate(file, 'prisma/migrations', 'now');
  expect(database.prepare('SELECT "id", "afterSeq" FROM "Attempt" ORDER BY "afterSeq"').raw().all()).toEqual([['z', 0], ['m', 1], ['a', 2]]);
  expect(database.prepare('SELECT "id" FROM "Plan" ORDER BY "number"').raw().all()).toEqual([['z'], ['a']]);
  database.close();
  rmSync(directory, { recursive: true, force: true });
});
