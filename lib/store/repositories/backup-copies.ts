import type { Database } from '../database';
import { countsOf, newestOf, over, toColumns, toEntry, toRecord, whole, type BackupSetEntry, type BackupSetRecord, type PlaceCount } from './backup-sets';

/** Backups where they were copied to, each by its own id and the destination's. What is not understood is as if it were not there. */
export interface BackupCopyRepository {
  /** The newest first; so many at most. */
  of(serverId: string, limit: number): Promise<BackupSetEntry[]>;
  get(id: string, destinationId: string): Promise<BackupSetRecord | null>;
  /** When the newest complete one of each server began; those that have none are missing. */
  newestComplete(): Promise<Map<string, Date>>;
  /** How many of a server lie where, by their state, without those that are being made. */
  counts(serverId: string): Promise<PlaceCount[]>;
  /** Adds it, or replaces what is known of it. Throws as that of the sets does, before anything is written. */
  put(copy: BackupSetRecord): Promise<void>;
  /** False: there is none of that id at that destination. */
  remove(id: string, destinationId: string): Promise<boolean>;
}

export function createBackupCopyRepository(database: Database): BackupCopyRepository {
  return {
    async of(serverId, limit) {
      const rows = await database.backupCopy.findMany({ where: { serverId, NOT: { state: 'complete', manifest: null } }, orderBy: [{ startedAt: 'desc' }, { id: 'desc' }], take: limit, omit: { manifest: true } });
      return rows.flatMap(toEntry);
    },
    async get(id, destinationId) {
      const row = await database.backupCopy.findUnique({ where: { id_destinationId: { id, destinationId } } });
      return row && toRecord(row);
    },
    async newestComplete() {
      const rows = await database.backupCopy.groupBy({ by: ['serverId'], where: whole, _max: { startedAt: true } });
      return newestOf(rows);
    },
    async counts(serverId) {
      const rows = await database.backupCopy.groupBy({ by: ['destinationId', 'state'], where: { serverId, ...over }, _count: true });
      return countsOf(rows);
    },
    async put(copy) {
      const { id, serverId, destinationId, ...data } = toColumns(copy);
      const { count } = await database.backupCopy.updateMany({ where: { id, serverId, destinationId }, data });
      if (count === 0) await database.backupCopy.create({ data: { id, serverId, destinationId, ...data } });
    },
    remove: async (id, destinationId) => (await database.backupCopy.deleteMany({ where: { id, destinationId } })).count > 0,
  };
}
