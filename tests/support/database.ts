import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase, type Database } from '@/lib/store/database';
import { createEncryption, type Encryption } from '@/lib/store/encryption';
import { migrate } from '@/lib/store/migrate';

export interface TestDatabase {
  readonly database: Database;
  readonly encryption: Encryption;
  readonly file: string;
  readonly directory: string;
  close(): Promise<void>;
}

/** Migrated once and copied: the migrations take longer than many a test does. */
let template: Promise<Buffer> | null = null;

async function migrateOnce(): Promise<Buffer> {
  const directory = mkdtempSync(path.join(tmpdir(), 'groundcrew-template-'));
  try {
    const file = path.join(directory, 'groundcrew.db');
    await migrate(file, path.resolve('prisma/migrations'), 'test');
    return readFileSync(file); // whole: closing a database writes its log back into the file
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What a new console's database holds. */
export const migratedDatabase = (): Promise<Buffer> => (template ??= migrateOnce());

/** A real SQLite file with the product's own migrations, in a folder that `close` removes. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const directory = mkdtempSync(path.join(tmpdir(), 'groundcrew-store-'));
  const file = path.join(directory, 'groundcrew.db');
  writeFileSync(file, await migratedDatabase());
  const database = await openDatabase(file);
  return {
    database,
    encryption: createEncryption(randomBytes(32)),
    file,
    directory,
    async close() {
      await database.$disconnect();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
