import type { Database } from './database';

/** Whether the database answers at all. */
export const databaseAnswers = (database: Database): Promise<boolean> => database.$queryRaw`SELECT 1`.then(() => true, () => false);
