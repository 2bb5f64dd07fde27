import { diagnosisReport, type DiagnosisBrief, type DiagnosisReport } from '@/lib/contract/diagnosis';
import type { Database } from '../database';

/** Why servers were down, redacted: the newest reports of each. */
export interface DiagnosisRepository {
  /** Removes the oldest of those that are too many. */
  add(serverId: string, report: DiagnosisReport): Promise<void>;
  /** Newest first. */
  list(serverId: string): Promise<DiagnosisBrief[]>;
  /** That one, or the newest; null: there is none. */
  get(serverId: string, id: string | null): Promise<DiagnosisReport | null>;
}

const kept = 20;

export function createDiagnosisRepository(database: Database): DiagnosisRepository {
  // One of a version with another shape counts as none.
  const parse = (row: { json: string } | null) => (row === null ? null : (diagnosisReport.safeParse(JSON.parse(row.json)).data ?? null));
  return {
    async add(serverId, report) {
      await database.diagnosis.create({ data: { id: report.id, serverId, startedAt: new Date(report.startedAt), json: JSON.stringify(report) } });
      const old = await database.diagnosis.findMany({ where: { serverId }, orderBy: { number: 'desc' }, skip: kept, select: { id: true } });
      if (old.length > 0) await database.diagnosis.deleteMany({ where: { id: { in: old.map((row) => row.id) } } });
    },
    async list(serverId) {
      const rows = await database.diagnosis.findMany({ where: { serverId }, orderBy: { number: 'desc' }, take: kept });
      return rows.flatMap((row) => {
        const report = parse(row);
        return report === null ? [] : [{ ...report, first: report.causes[0]?.title ?? null }];
      });
    },
    get: async (serverId, id) => parse(id === null ? await database.diagnosis.findFirst({ where: { serverId }, orderBy: { number: 'desc' } }) : await database.diagnosis.findFirst({ where: { serverId, id } })),
  };
}
