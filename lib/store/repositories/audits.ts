import type { AuditEntry } from '@/lib/contract/record';
import type { Database } from '../database';
import { iso } from './times';

export interface AuditRepository {
  /** Newest first. */
  list(filter: { serverName?: string; limit: number }): Promise<AuditEntry[]>;
  /** Who did one of these last on that server; null: nobody is known. */
  lastActor(serverName: string, verbs: readonly string[]): Promise<string | null>;
}

export function createAuditRepository(database: Database): AuditRepository {
  return {
    lastActor: async (serverName, verbs) => (await database.audit.findFirst({ where: { serverName, verb: { in: [...verbs] }, outcome: 'ok' }, orderBy: [{ at: 'desc' }, { id: 'desc' }], select: { actor: true } }))?.actor ?? null,
    async list({ serverName, limit }) {
      const rows = await database.audit.findMany({ where: serverName === undefined ? {} : { serverName }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: limit });
      return rows.map(({ id, at, actor, verb, serverName: name, sentence, outcome }) => ({ id, at: iso(at), actor, verb, serverName: name, sentence, outcome: outcome as AuditEntry['outcome'] }));
    },
  };
}
