import BetterSqlite3 from 'better-sqlite3';

/** Pages a turn: about two milliseconds, after which whatever waits in the console has its turn. */
const pagesEach = 500;

/**
 * Copies the database as it is at this moment to a new file, while the console goes on writing: SQLite's own backup, over a connection of its
 * own that holds the moment. Without that hold each write would make it begin anew, and on a busy console it would never end.
 */
export async function copyDatabase(file: string, to: string): Promise<void> {
  const database = new BetterSqlite3(file, { timeout: 30_000, fileMustExist: true });
  try {
    database.exec('BEGIN');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    await database.backup(to, { progress: () => pagesEach });
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK');
    database.close();
  }
}
