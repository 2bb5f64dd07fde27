import * as z from 'zod';
import { time } from '@/lib/contract/fields';
import { watched, type Watched } from '@/lib/contract/health';
import type { Database } from '../database';
import { isoOrNull } from './times';

const newest = z.object({ id: z.string(), value: z.number(), at: time, every: z.number() });
/** The newest value of a figure; `every`: milliseconds between two of them. */
export type Newest = z.infer<typeof newest>;

/** What the probes found last. */
export interface HealthRecord {
  readonly findings: readonly Watched[];
  readonly figures: readonly Newest[];
  readonly lastContactAt: string | null;
}

export interface HealthRepository {
  get(serverId: string): Promise<HealthRecord | null>;
  put(serverId: string, record: HealthRecord, now: number): Promise<void>;
  remove(serverId: string): Promise<void>;
}

export function createHealthRepository(database: Database): HealthRepository {
  return {
    async get(serverId) {
      const row = await database.health.findUnique({ where: { serverId } });
      if (row === null) return null;
      return { findings: read(watched, row.findings), figures: read(newest, row.figures), lastContactAt: isoOrNull(row.lastContactAt) };
    },
    async put(serverId, { findings, figures, lastContactAt }, now) {
      const data = { findings: JSON.stringify(findings), figures: JSON.stringify(figures), lastContactAt: lastContactAt === null ? null : new Date(lastContactAt), savedAt: new Date(now) };
      await database.health.upsert({ where: { serverId }, create: { serverId, ...data }, update: data });
    },
    async remove(serverId) {
      await database.health.deleteMany({ where: { serverId } });
    },
  };
}

/** Entries of a version with another shape are as if never asked. */
function read<T>(schema: z.ZodType<T>, json: string): T[] {
  const entries = JSON.parse(json) as unknown;
  return Array.isArray(entries) ? entries.flatMap((entry) => schema.safeParse(entry).data ?? []) : [];
}
