import * as z from 'zod';
import { finding, type Checkup, type Finding } from '@/lib/contract/finding';
import type { Database } from '../database';
import { iso, isoOrNull } from './times';

/** A preflight or a verification as stored: the findings without the overrides, which have their own table. */
export interface CheckupRecord {
  readonly kind: Checkup['kind'];
  readonly state: 'asking' | 'done';
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly waitUntil: string | null;
  readonly findings: Finding[];
  /** Hash of the inputs that were judged; empty in rows of before. */
  readonly inputsHash: string;
}

export interface CheckupRepository {
  get(serverId: string, kind: Checkup['kind']): Promise<CheckupRecord | null>;
  put(serverId: string, record: CheckupRecord): Promise<void>;
  /** Those that a stopped console left unfinished. */
  unfinished(): Promise<{ serverId: string; record: CheckupRecord }[]>;
}

type Row = NonNullable<Awaited<ReturnType<Database['checkup']['findUnique']>>>;
const stored = z.object({ inputsHash: z.string(), findings: z.array(finding) });

export function createCheckupRepository(database: Database): CheckupRepository {
  return {
    async get(serverId, kind) {
      const row = await database.checkup.findUnique({ where: { serverId_kind: { serverId, kind } } });
      return row === null ? null : toRecord(row);
    },
    async put(serverId, { kind, state, startedAt, endedAt, waitUntil, findings, inputsHash }) {
      const data = {
        state,
        startedAt: new Date(startedAt),
        endedAt: endedAt === null ? null : new Date(endedAt),
        waitUntil: waitUntil === null ? null : new Date(waitUntil),
        findings: JSON.stringify({ inputsHash, findings }),
      };
      await database.checkup.upsert({ where: { serverId_kind: { serverId, kind } }, create: { serverId, kind, ...data }, update: data });
    },
    async unfinished() {
      const rows = await database.checkup.findMany({ where: { state: 'asking' } });
      return rows.flatMap((row) => {
        const record = toRecord(row);
        return record === null ? [] : [{ serverId: row.serverId, record }];
      });
    },
  };
}

function toRecord(row: Row): CheckupRecord | null {
  const parsed = stored.safeParse(JSON.parse(row.findings));
  if (!parsed.success) return null; // of a version with another shape: as if never asked
  const { inputsHash, findings } = parsed.data;
  return {
    kind: row.kind as Checkup['kind'],
    state: row.state as CheckupRecord['state'],
    startedAt: iso(row.startedAt),
    endedAt: isoOrNull(row.endedAt),
    waitUntil: isoOrNull(row.waitUntil),
    findings,
    inputsHash,
  };
}
