import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaClient } from '@/lib/generated/prisma/client';

export type Database = PrismaClient;

/**
 * Opens the database file. One process writes to it (server.ts holds the lock of the data directory), so a busy
 * database is a short wait for `npm run admin` at most. The handle is passed around; nothing is kept in the module.
 */
export async function openDatabase(file: string): Promise<Database> {
  const database = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${file}`, timeout: 5000 }) });
  await database.$queryRawUnsafe('PRAGMA journal_mode = WAL');
  await database.$executeRawUnsafe('PRAGMA synchronous = NORMAL'); // of the one connection that the adapter holds
  return database;
}
