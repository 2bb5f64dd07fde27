import * as z from 'zod';
import { backupPart, backupSet, type BackupSet } from '@/lib/contract/backup';
import { id } from '@/lib/contract/fields';
import type { Database } from '../database';
import { readColumn } from './backup-columns';
import { iso, isoOrNull } from './times';

const places = { serverId: id, destinationId: id, /** null: of a run that is gone, or of another console. */ runId: id.nullable() };
const listed = backupSet.safeExtend(places);
const stored = backupSet
  .safeExtend({ ...places, /** As it lies in the repository; null: none was written. */ manifest: z.record(z.string(), z.json()).nullable() })
  .refine(({ state, manifest }) => state !== 'complete' || manifest !== null, { path: ['manifest'], error: 'A backup is complete only when its manifest was written.' });

export type BackupSetEntry = BackupSet & Pick<z.infer<typeof listed>, keyof typeof places>;
export type BackupSetRecord = z.infer<typeof stored>;

/** What is not understood, or is half a set that calls itself whole, is as if it were not there: it is neither counted nor deleted. */
export interface BackupSetRepository {
  /** The newest first, as the engine orders them; so many at most. */
  of(serverId: string, limit: number): Promise<BackupSetEntry[]>;
  get(id: string): Promise<BackupSetRecord | null>;
  /** When the newest complete one of each server began; those that have none are missing. */
  newestComplete(): Promise<Map<string, Date>>;
  /** How many of a server lie where, by their state, without those that are being made. */
  counts(serverId: string): Promise<PlaceCount[]>;
  /**
   * Adds it, or replaces what is known of it. Throws a ZodError, before anything is written, when it is not whole and says so,
   * and Prisma's P2002 when a backup of another server or destination has this id: what a server says of its own takes no other's place.
   */
  put(set: BackupSetRecord): Promise<void>;
  /** False: there is none of that id. */
  remove(id: string): Promise<boolean>;
}

type Row = NonNullable<Awaited<ReturnType<Database['backupSet']['findUnique']>>>;

export function createBackupSetRepository(database: Database): BackupSetRepository {
  return {
    async of(serverId, limit) {
      // Manifests are long, so they stay where they are.
      const rows = await database.backupSet.findMany({ where: { serverId, NOT: { state: 'complete', manifest: null } }, orderBy: [{ startedAt: 'desc' }, { id: 'desc' }], take: limit, omit: { manifest: true } });
      return rows.flatMap(toEntry);
    },
    async get(id) {
      const row = await database.backupSet.findUnique({ where: { id } });
      return row && toRecord(row);
    },
    async newestComplete() {
      const rows = await database.backupSet.groupBy({ by: ['serverId'], where: whole, _max: { startedAt: true } });
      return newestOf(rows);
    },
    async counts(serverId) {
      const rows = await database.backupSet.groupBy({ by: ['destinationId', 'state'], where: { serverId, ...over }, _count: true });
      return countsOf(rows);
    },
    async put(set) {
      const { id, serverId, destinationId, ...data } = toColumns(set);
      const { count } = await database.backupSet.updateMany({ where: { id, serverId, destinationId }, data });
      if (count === 0) await database.backupSet.create({ data: { id, serverId, destinationId, ...data } });
    },
    remove: async (id) => (await database.backupSet.deleteMany({ where: { id } })).count > 0,
  };
}

/** So many in this state lie at a destination. */
export interface PlaceCount { destinationId: string; state: string; count: number }
/** Rows of what is not being made any more, without those that call themselves complete and are not. */
export const over = { endedAt: { not: null }, NOT: { state: 'complete', manifest: null } };
export const countsOf = (rows: readonly { destinationId: string; state: string; _count: number }[]): PlaceCount[] => rows.map(({ destinationId, state, _count: count }) => ({ destinationId, state, count }));
/** Rows that may call themselves complete. */
export const whole = { state: 'complete', endedAt: { not: null }, manifest: { not: null } };
export const newestOf = (rows: readonly { serverId: string; _max: { startedAt: Date | null } }[]): Map<string, Date> => new Map(rows.flatMap(({ serverId, _max: { startedAt } }) => (startedAt ? [[serverId, startedAt] as const] : [])));

/** What the columns hold, here and of copies (backup-copies.ts). Throws a ZodError when the set is not whole and says so. */
export function toColumns(set: BackupSetRecord) {
  const { startedAt, endedAt, verifiedAt, provenAt, bytes, parts, manifest, ...rest } = stored.parse(set);
  const date = (time: string | null) => (time === null ? null : new Date(time));
  return { ...rest, startedAt: new Date(startedAt), endedAt: date(endedAt), verifiedAt: date(verifiedAt), provenAt: date(provenAt), bytes: BigInt(bytes), parts: JSON.stringify(parts), manifest: manifest && JSON.stringify(manifest) };
}

/** None where the row is not understood, or is half a set that calls itself whole. */
export function toEntry(row: Omit<Row, 'manifest'>): BackupSetEntry[] {
  const { data } = listed.safeParse(toPlain(row));
  return data ? [data] : [];
}

export const toRecord = ({ manifest, ...row }: Row): BackupSetRecord | null => stored.safeParse({ ...toPlain(row), manifest: manifest === null ? null : readColumn(z.unknown(), manifest) }).data ?? null;

function toPlain({ startedAt, endedAt, verifiedAt, provenAt, bytes, parts, ...rest }: Omit<Row, 'manifest'>) {
  return { ...rest, startedAt: iso(startedAt), endedAt: isoOrNull(endedAt), verifiedAt: isoOrNull(verifiedAt), provenAt: isoOrNull(provenAt), bytes: Number(bytes), parts: readColumn(z.array(backupPart), parts) };
}
