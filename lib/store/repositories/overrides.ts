import type { Database } from '../database';
import { iso } from './times';

/** A finding that a person accepted. It covers only the very message that was accepted. */
export interface OverrideRecord {
  readonly check: string;
  readonly message: string;
  readonly title: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export interface OverrideRepository {
  list(serverId: string): Promise<OverrideRecord[]>;
  put(serverId: string, override: Omit<OverrideRecord, 'at'>, now: number): Promise<void>;
  remove(serverId: string, check: string): Promise<void>;
}

export function createOverrideRepository(database: Database): OverrideRepository {
  return {
    async list(serverId) {
      const rows = await database.override.findMany({ where: { serverId }, orderBy: { check: 'asc' } });
      return rows.map(({ check, message, title, reason, by, at }) => ({ check, message, title, reason, by, at: iso(at) }));
    },
    async put(serverId, { check, ...rest }, now) {
      const data = { ...rest, at: new Date(now) };
      await database.override.upsert({ where: { serverId_check: { serverId, check } }, create: { serverId, check, ...data }, update: data });
    },
    async remove(serverId, check) {
      await database.override.deleteMany({ where: { serverId, check } });
    },
  };
}
