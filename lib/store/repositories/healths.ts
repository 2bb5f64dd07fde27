import * as z from 'zod';
import { time } from '@/lib/contract/fields';
import { watched, type Watched } from '@/lib/contract/health';
import type { Database } from '../database';
import type { PackedEvidence } from '../packed-evidence';
import { isoOrNull } from './times';

const newest = z.object({ id: z.string(), value: z.number(), at: time, every: z.number() });
/** The newest value of a figure; `every`: milliseconds between two of them. */
export type Newest = z.infer<typeof newest>;

/** What the probes found last. */
export interface HealthRecord {
  /** Without their evidence. */
  readonly findings: readonly Watched[];
  /** By the finding's id. */
  readonly evidence: ReadonlyMap<string, readonly PackedEvidence[]>;
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
      return { ...unshare(JSON.parse(row.findings)), figures: read(newest, JSON.parse(row.figures)), lastContactAt: isoOrNull(row.lastContactAt) };
    },
    async put(serverId, { findings, evidence, figures, lastContactAt }, now) {
      const data = { findings: share(findings, evidence), figures: JSON.stringify(figures), lastContactAt: lastContactAt === null ? null : new Date(lastContactAt), savedAt: new Date(now) };
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

const deflated = z.object({ deflated: z.base64() }).transform((stored) => Buffer.from(stored.deflated, 'base64'));
const packed = z.object({ command: z.string(), exitCode: z.number().nullable(), output: z.union([z.string(), deflated]) });
const stored = z.object({ evidence: z.array(packed.nullable().catch(null)), findings: z.array(z.looseObject({ id: z.string(), evidence: z.array(z.number()) })) });

/**
 * An answer that several findings rest on is stored once, and as it is kept in memory: the text is written every few minutes for each
 * server, and Prisma keeps the values of its last hundred statements.
 */
function share(findings: readonly Watched[], evidence: HealthRecord['evidence']): string {
  const places = new Map<PackedEvidence, number>();
  const placeOf = (each: PackedEvidence) => {
    const place = places.get(each) ?? places.size;
    places.set(each, place);
    return place;
  };
  const rest = findings.map((finding) => ({ ...finding, evidence: (evidence.get(finding.id) ?? []).map(placeOf) }));
  const answers = [...places.keys()].map((each) => ({ ...each, output: typeof each.output === 'string' ? each.output : { deflated: each.output.toString('base64') } }));
  return JSON.stringify({ evidence: answers, findings: rest });
}

function unshare(json: unknown): Pick<HealthRecord, 'findings' | 'evidence'> {
  const shared = stored.safeParse(json).data;
  const evidence = new Map(shared?.findings.map((finding) => [finding.id, finding.evidence.flatMap((place) => shared.evidence[place] ?? [])]));
  return { findings: read(watched, shared?.findings.map((finding) => ({ ...finding, evidence: [] }))), evidence };
}
