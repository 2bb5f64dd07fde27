import type { AuditEntry } from '@/lib/contract/record';
import type { Database } from '../database';
import { iso } from './times';

export interface AuditRepository {
  /** Newest first. */
  list(filter: { serverName?: string; limit: number }): Promise<AuditEntry[]>;
}

export function createAuditRepository(database: Database): AuditRepository {
  return {
    async list({ serverName, limit }) {
      const rows = await database.audit.findMany({ where: serverName === undefined ? {} : { serverName }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: limit });
      return rows.map(({ id, at, actor, verb, serverName: name, sentence, outcome }) => ({ id, at: iso(at), actor, verb, serverName: name, sentence, outcome: outcome as AuditEntry['outcome'] }));
    },
  };
}
