import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeDataDirectory } from '@/lib/store/data-directory';

let directory: string;
const at = (...names: string[]) => path.join(directory, ...names);
const read = (...names: string[]) => readFileSync(at(...names), 'utf8');
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'put-in-place-'));
  for (const name of ['groundcrew.db', 'groundcrew.db-wal', 'key']) writeFileSync(at(name), `old ${name}`);
  mkdirSync(at('restoring'));
  for (const name of ['groundcrew.db', 'key']) writeFileSync(at('restoring', name), `new ${name}`);
  writeFileSync(at('restoring', 'aside'), 'replaced-then');
});
afterEach(() => rmSync(directory, { recursive: true }));

// As a crash leaves it: behind the rename that decides, each line further.
test.each([
  ['decided', () => undefined],
  ['moved the old database aside', () => { mkdirSync(at('replaced-then')); for (const name of ['groundcrew.db-wal', 'groundcrew.db']) renameSync(at(name), at('replaced-then', name)); }],
  ['put the new database in place', () => { mkdirSync(at('replaced-then')); for (const name of ['groundcrew.db-wal', 'groundcrew.db']) renameSync(at(name), at('replaced-then', name)); renameSync(at('restoring', 'groundcrew.db'), at('groundcrew.db')); }],
])('a restore that was cut off when it had %s is done by whoever takes the directory next', (_when, crash) => {
  crash();
  takeDataDirectory(directory).release();
  expect(['groundcrew.db', 'key'].map((name) => read(name))).toEqual(['new groundcrew.db', 'new key']);
  // SQLite would take the old one's log for the new one's.
  expect(existsSync(at('groundcrew.db-wal'))).toBe(false);
  expect(readdirSync(at('replaced-then')).map((name) => read('replaced-then', name)).sort()).toEqual(['old groundcrew.db', 'old groundcrew.db-wal', 'old key']);
  expect(existsSync(at('restoring'))).toBe(false);
});
