import type { AuditEntry } from '@/lib/contract/record';
import { newId } from '@/lib/core/ids';
import type { Database } from './database';

/** Adds a row. There is no function that changes or removes one. */
export async function appendAudit(database: Database, entry: Omit<AuditEntry, 'id' | 'at'>, at: number): Promise<void> {
  await database.audit.create({ data: { ...entry, id: newId(), at: new Date(at) } });
}
