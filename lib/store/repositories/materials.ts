import type { MaterialFile, Slot } from '@/lib/contract/materials';
import type { Secret } from '@/lib/core/secret';
import type { Database } from '../database';
import type { Encryption } from '../encryption';
import { iso } from './times';

export interface MaterialRecord extends MaterialFile {
  readonly content: Secret;
}

/** The files that ClearML provides, encrypted as text; one row for a server and a slot. */
export interface MaterialRepository {
  list(serverId: string): Promise<MaterialRecord[]>;
  put(serverId: string, file: { slot: Slot; fileName: string; content: Secret; bytes: number; sha256: string }, now: number): Promise<void>;
  /** False when there was no such file. */
  remove(serverId: string, slot: Slot): Promise<boolean>;
}

const place = (serverId: string, slot: string) => ({ table: 'Material', column: 'contentEnc', row: `${serverId}/${slot}` });
const order: readonly string[] = ['compose', 'override', 'constants'];

export function createMaterialRepository(database: Database, encryption: Encryption): MaterialRepository {
  return {
    async list(serverId) {
      const rows = await database.material.findMany({ where: { serverId } });
      return rows
        .sort((a, b) => order.indexOf(a.slot) - order.indexOf(b.slot))
        .map((row) => ({
          slot: row.slot as Slot,
          fileName: row.fileName,
          bytes: row.bytes,
          sha256: row.sha256,
          savedAt: iso(row.savedAt),
          content: encryption.decrypt(row.contentEnc, place(serverId, row.slot)),
        }));
    },
    async put(serverId, { slot, fileName, content, bytes, sha256 }, now) {
      const contentEnc = encryption.encrypt(content, place(serverId, slot));
      const data = { fileName, contentEnc, bytes, sha256, savedAt: new Date(now) };
      await database.material.upsert({ where: { serverId_slot: { serverId, slot } }, create: { serverId, slot, ...data }, update: data });
    },
    async remove(serverId, slot) {
      const { count } = await database.material.deleteMany({ where: { serverId, slot } });
      return count > 0;
    },
  };
}
