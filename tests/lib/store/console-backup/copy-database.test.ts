import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { copyDatabase } from '@/lib/store/console-backup/copy-database';

const directory = mkdtempSync(path.join(tmpdir(), 'console-copy-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('a database that is written all the time is copied as it was when the copy began', async () => {
  const file = path.join(directory, 'live.db');
  const live = new BetterSqlite3(file);
  live.pragma('journal_mode = WAL');
  live.exec('CREATE TABLE a (n INTEGER, filler BLOB); CREATE TABLE b (n INTEGER, filler BLOB)');
  const add = live.transaction((count: number) => { for (const table of ['a', 'b']) for (let n = 0; n < count; n++) live.prepare(`INSERT INTO ${table} VALUES (?, randomblob(20000))`).run(n); });
  add(700); // 7000 pages, so it takes many turns
  const copying = copyDatabase(file, path.join(directory, 'copy.db'));
  let isDone = false;
  let writes = 0;
  void copying.finally(() => (isDone = true));
  while (!isDone) {
    add(1);
    writes++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await copying;
  live.close();
  expect(writes).toBeGreaterThan(3);
  const copy = new BetterSqlite3(path.join(directory, 'copy.db'), { readonly: true });
  expect(copy.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(copy.prepare('SELECT (SELECT count(*) FROM a) AS a, (SELECT count(*) FROM b) AS b').get()).toEqual({ a: 700, b: 700 });
  copy.close();
});
