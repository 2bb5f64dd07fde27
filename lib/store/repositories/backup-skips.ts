import type { Database } from '../database';

/** A time at which a backup was due and was not made up for. */
export interface BackupSkip {
  /** Milliseconds since 1970. */
  readonly dueAt: number;
  /** In a sentence. */
  readonly why: string;
}

export interface BackupSkipRepository {
  /** Those due at `from` (milliseconds since 1970) or later, the oldest first. */
  since(serverId: string, from: number): Promise<BackupSkip[]>;
  /** One that is noted already stays as it is. */
  note(serverId: string, skip: BackupSkip): Promise<void>;
  /** Forgets those of all servers that were due before. */
  prune(before: number): Promise<void>;
}

export function createBackupSkipRepository(database: Database): BackupSkipRepository {
  return {
    async since(serverId, from) {
      const rows = await database.backupSkip.findMany({ where: { serverId, dueAt: { gte: new Date(from) } }, orderBy: { dueAt: 'asc' } });
      return rows.map(({ dueAt, why }) => ({ dueAt: dueAt.getTime(), why }));
    },
    async note(serverId, { dueAt: at, why }) {
      const dueAt = new Date(at);
      await database.backupSkip.upsert({ where: { serverId_dueAt: { serverId, dueAt } }, create: { serverId, dueAt, why }, update: {} });
    },
    async prune(before) {
      await database.backupSkip.deleteMany({ where: { dueAt: { lt: new Date(before) } } });
    },
  };
}
