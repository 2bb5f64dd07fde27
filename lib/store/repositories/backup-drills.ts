import { drillRecord, type DrillRecord } from '@/lib/contract/drill-record';
import type { Database } from '../database';
import { readColumn } from './backup-columns';
import { iso } from './times';

const clearmlColumn = drillRecord.shape.clearml;

type Where = NonNullable<NonNullable<Parameters<Database['backupDrill']['findMany']>[0]>['where']>;

export interface BackupDrillRepository {
  /** Of a server's backups, on whichever server; also of another's, unknown to this console, that this one has drilled. The newest first, so many at most; what this version does not understand is as if it were not there. */
  of(serverId: string, limit: number): Promise<DrillRecord[]>;
  /** Those that ran on a server, of whosever backups, likewise. */
  on(serverId: string, limit: number): Promise<DrillRecord[]>;
  /** Adds it, or replaces what the same run has noted before. Throws a ZodError, before anything is written, when it could not be read again. */
  put(serverId: string, drill: DrillRecord): Promise<void>;
}

export function createBackupDrillRepository(database: Database): BackupDrillRepository {
  const newest = async (where: Where, limit: number): Promise<DrillRecord[]> => {
    const rows = await database.backupDrill.findMany({ where, orderBy: [{ endedAt: 'desc' }, { id: 'desc' }], take: limit });
    return rows.flatMap(({ setId, destinationId, onServerId, startedAt, endedAt, took, age, clearml, ...rest }) => drillRecord.safeParse({ ...rest, clearml: clearml === null ? null : readColumn(clearmlColumn, clearml), set: setId, destination: destinationId, on: onServerId, startedAt: iso(startedAt), endedAt: iso(endedAt), took: took === null ? null : Number(took), age: Number(age) }).data ?? []);
  };
  return {
    of: (serverId, limit) => newest({ serverId }, limit),
    on: (serverId, limit) => newest({ OR: [{ serverId, onServerId: null }, { onServerId: serverId }] }, limit),
    async put(serverId, drill) {
      const { id, set: setId, destination, on, startedAt, endedAt, took, age, clearml, ...rest } = drillRecord.parse(drill);
      const data = { ...rest, clearml: clearml ? JSON.stringify(clearml) : null, serverId, setId, destinationId: destination ?? null, onServerId: on ?? null, startedAt: new Date(startedAt), endedAt: new Date(endedAt), took: took === null ? null : BigInt(took), age: BigInt(age) };
      await database.backupDrill.upsert({ where: { id }, create: { id, ...data }, update: data });
    },
  };
}
