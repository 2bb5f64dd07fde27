import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '@/lib/store/migrate';

const names = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name)).sort();

/** A database as it was before the migration of that name; `rest` brings it up to now. */
async function before(name: string) {
  const directory = mkdtempSync(path.join(tmpdir(), 'groundcrew-migrations-'));
  const file = path.join(directory, 'groundcrew.db');
  const earlier = path.join(directory, 'migrations');
  mkdirSync(earlier);
  for (const each of names.slice(0, names.findIndex((each) => each.endsWith(name)))) cpSync(path.join('prisma/migrations', each), path.join(earlier, each), { recursive: true });
  await migrate(file, earlier, 'now');
  const database = new BetterSqlite3(file);
  onTestFinished(() => {
    database.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return { database, rest: () => migrate(file, 'prisma/migrations', 'now') };
}

it('order_by_insertion keeps rows in the order in which they were inserted, not in that of their times', async () => {
  const { database, rest } = await before('order_by_insertion');
  database.exec(`
    INSERT INTO "Server" ("id", "name", "address", "port", "login", "auth", "sudo", "createdAt") VALUES ('s', 's', 'a', 22, 'l', 'agent', 'none', 0);
    INSERT INTO "Run" ("id", "serverId", "serverName", "kind", "title", "state", "actor", "inputsHash", "inputsEnc", "createdAt") VALUES ('r', 's', 's', 'install', 't', 'failed', 'a', 'h', 'e', 0);
    INSERT INTO "Attempt" ("id", "runId", "stepId", "state", "createdAt") VALUES ('z', 'r', 'a/b', 'finished', 30), ('m', 'r', 'a/b', 'finished', 20), ('a', 'r', 'a/b', 'open', 10);
    INSERT INTO "Plan" ("id", "serverId", "madeAt", "inputsHash", "json") VALUES ('z', 's', 30, 'h', '{}'), ('a', 's', 10, 'h', '{}');`);
  await rest();
  expect(database.prepare('SELECT "id", "afterSeq" FROM "Attempt" ORDER BY "afterSeq"').raw().all()).toEqual([['z', 0], ['m', 1], ['a', 2]]);
  expect(database.prepare('SELECT "id" FROM "Plan" ORDER BY "number"').raw().all()).toEqual([['z'], ['a']]);
});

it('pin_host_keys_by_address keeps every pin, and the newer of two for one address', async () => {
  const { database, rest } = await before('pin_host_keys_by_address');
  const add = database.prepare(`INSERT INTO "Server" ("id", "name", "address", "port", "login", "auth", "sudo", "createdAt", "hostKeyAlgorithm", "hostKeySha256") VALUES (?, ?, ?, ?, 'l', 'agent', 'none', ?, ?, ?)`);
  add.run('a', 'a', 'Host.example.', 22, 1, 'ssh-rsa', 'SHA256:old');
  add.run('b', 'b', 'host.example', 22, 2, 'ssh-rsa', 'SHA256:new');
  add.run('c', 'c', '[fd00::1]', 2222, 1, 'ssh-ed25519', 'SHA256:six');
  add.run('d', 'd', '192.0.2.1', 22, 1, null, null);
  await rest();
  expect(database.prepare('SELECT * FROM "PinnedHostKey" ORDER BY "address"').raw().all()).toEqual([['fd00::1', 2222, 'ssh-ed25519', 'SHA256:six'], ['host.example', 22, 'ssh-rsa', 'SHA256:new']]);
  expect(database.prepare('SELECT count(*) FROM "Server"').pluck().get()).toBe(4);
});

it('keep_commands_of_attempts gives the last attempt of a step what the step says it ran', async () => {
  const { database, rest } = await before('keep_commands_of_attempts');
  database.exec(`
    INSERT INTO "Run" ("id", "serverName", "kind", "title", "state", "actor", "inputsHash", "inputsEnc", "createdAt") VALUES ('r', 's', 'install', 't', 'done', 'a', 'h', 'e', 0);
    INSERT INTO "RunStep" ("runId", "stepId", "position", "title", "chapter", "state", "usually", "approved", "executed") VALUES ('r', 'a', 0, 'A', 'C', 'done', 1, '[]', '[{"text":"one"},{"text":"two"}]'), ('r', 'b', 1, 'B', 'C', 'pending', 1, '[]', NULL);
    INSERT INTO "Attempt" ("id", "runId", "stepId", "state", "afterSeq", "createdAt") VALUES ('first', 'r', 'a', 'finished', 1, 0), ('last', 'r', 'a', 'finished', 5, 0), ('other', 'r', 'b', 'open', 7, 0);`);
  await rest();
  const unknown = { began: null, exitCode: null, milliseconds: null };
  const rows = database.prepare('SELECT "id", "executed" FROM "Attempt" ORDER BY "afterSeq"').raw().all() as [string, string | null][];
  expect(rows.map(([id, executed]) => [id, executed === null ? null : (JSON.parse(executed) as unknown)])).toEqual([['first', null], ['last', [{ text: 'one', ...unknown }, { text: 'two', ...unknown }]], ['other', []]]);
});
