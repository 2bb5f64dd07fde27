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
      return { findings: read(watched, unshare(row.findings)), figures: read(newest, JSON.parse(row.figures)), lastContactAt: isoOrNull(row.lastContactAt) };
    },
    async put(serverId, { findings, figures, lastContactAt }, now) {
      const data = { findings: share(findings), figures: JSON.stringify(figures), lastContactAt: lastContactAt === null ? null : new Date(lastContactAt), savedAt: new Date(now) };
      await database.health.upsert({ where: { serverId }, create: { serverId, ...data }, update: data });
    },
    async remove(serverId) {
      await database.health.deleteMany({ where: { serverId } });
    },
  };
}

/** Entries of a version with another shape are as if never asked. */
function read<T>(schema: z.ZodType<T>, entries: unknown): T[] {
  return Array.isArray(entries) ? entries.flatMap((entry) => schema.safeParse(entry).data ?? []) : [];
}

const sharing = z.object({ evidence: z.array(z.unknown()), findings: z.array(z.looseObject({ evidence: z.array(z.number()) })) });

/** An answer that several findings rest on is stored once: a third of the text, and it is stored often. */
function share(findings: readonly Watched[]): string {
  const places = new Map<string, number>();
  const placeOf = (evidence: Watched['evidence'][number]) => {
    const text = JSON.stringify(evidence);
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const rest = findings.map((finding) => ({ ...finding, evidence: finding.evidence.map(placeOf) }));
  return `{"evidence":[${[...places.keys()].join(',')}],"findings":${JSON.stringify(rest)}}`;
}

/** Of before: a plain array of findings, each with its evidence. */
function unshare(json: string): unknown {
  const stored: unknown = JSON.parse(json);
  const shared = sharing.safeParse(stored).data;
  return shared === undefined ? stored : shared.findings.map((finding) => ({ ...finding, evidence: finding.evidence.map((place) => shared.evidence[place]) }));
}
