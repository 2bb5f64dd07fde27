import type { HistoryExtent } from '@/lib/contract/history';
import type { Database } from '../database';

type Second = number | bigint | null;

/** How much history there is, without counting all of it: each question is answered by the index. `now` in seconds since 1970. */
export async function readHistoryExtent(database: Database, now: number): Promise<HistoryExtent> {
  const [row] = await database.$queryRaw<{ servers: Second; figures: Second; lastHour: Second; raw: Second; short: Second; long: Second }[]>`SELECT
    COUNT(DISTINCT s."serverId") AS servers, COUNT(*) AS figures,
    SUM((SELECT COUNT(*) FROM "Sample" v WHERE v."seriesId" = s."id" AND v."at" >= ${now - 3600} AND v."at" < ${now})) AS lastHour,
    MIN((SELECT MIN(v."at") FROM "Sample" v WHERE v."seriesId" = s."id")) AS raw,
    MIN((SELECT MIN(v."at") FROM "Rollup" v WHERE v."seriesId" = s."id" AND v."step" = 300)) AS short,
    MIN((SELECT MIN(v."at") FROM "Rollup" v WHERE v."seriesId" = s."id" AND v."step" = 3600)) AS long
    FROM "Series" s`;
  const number = (value: Second | undefined): number | null => (value == null ? null : Number(value));
  return { servers: number(row?.servers) ?? 0, figures: number(row?.figures) ?? 0, lastHour: number(row?.lastHour) ?? 0, oldest: { raw: number(row?.raw), short: number(row?.short), long: number(row?.long) } };
}
