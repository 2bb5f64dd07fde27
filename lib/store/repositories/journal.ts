import type { Line } from '@/lib/contract/run';
import type { Database } from '../database';
import type { RunChange } from './run-record';
import { iso } from './times';

type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

export interface JournalRepository {
  /** Lines with a greater seq, ascending, and the run's last seq. */
  page(runId: string, after: number, limit: number): Promise<{ lines: Line[]; lastSeq: number }>;
  /** The last lines of a step's output with a greater seq, oldest first. */
  tail(runId: string, step: string, limit: number, after?: number): Promise<string[]>;
}

export function createJournalRepository(database: Database): JournalRepository {
  return {
    async page(runId, after, limit) {
      const rows = await database.line.findMany({ where: { runId, seq: { gt: after } }, orderBy: { seq: 'asc' }, take: limit });
      const run = await database.run.findUnique({ where: { id: runId }, select: { lastSeq: true } });
      const lines = rows.map((row): Line => ({ run: runId, seq: row.seq, time: iso(row.time), stream: row.stream as Line['stream'], step: row.step, text: row.text }));
      return { lines, lastSeq: run?.lastSeq ?? 0 };
    },
    async tail(runId, step, limit, after = 0) {
      const rows = await database.line.findMany({ where: { runId, step, stream: 'output', seq: { gt: after } }, orderBy: { seq: 'desc' }, take: limit, select: { text: true } });
      return rows.map((row) => row.text).reverse();
    },
  };
}

/**
 * Gives each line the run's next seq and stores all in one statement; part of a bigger transaction.
 * The counter is written first, so that no two batches can get the same seq.
 */
export async function appendLines(tx: Transaction, runId: string, { stream, step, texts }: NonNullable<RunChange['lines']>, now: number): Promise<Line[]> {
  const { lastSeq } = await tx.run.update({ where: { id: runId }, data: { lastSeq: { increment: texts.length } }, select: { lastSeq: true } });
  const first = lastSeq - texts.length + 1;
  const time = new Date(now);
  await tx.$executeRaw`INSERT INTO "Line" ("runId", "seq", "time", "stream", "step", "text") SELECT ${runId}, ${first} + "key", ${time}, ${stream}, ${step}, "value" FROM json_each(${JSON.stringify(texts)})`;
  return texts.map((text, index) => ({ run: runId, seq: first + index, time: iso(time), stream, step, text }));
}
