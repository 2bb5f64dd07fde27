import type { Database } from '../database';

export interface Value {
  readonly figure: string;
  readonly value: number;
}

/** One step of a figure; `at` is its beginning in seconds since 1970. */
export interface Rolled {
  readonly figure: string;
  readonly at: number;
  readonly min: number;
  readonly avg: number;
  readonly max: number;
}

interface Asked {
  readonly figures: readonly string[];
  /** Raw values, or those of this step. */
  readonly source: 'raw' | number;
  /** Seconds that one row of the answer stands for: a multiple of the source's. */
  readonly step: number;
  /** Seconds since 1970; `to` is not within. */
  readonly from: number;
  readonly to: number;
}

/** Values over time. All times are seconds since 1970. */
export interface HistoryRepository {
  /** All values of one cycle in one transaction; a second value of the same second takes the first one's place. */
  add(serverId: string, at: number, values: readonly Value[]): Promise<void>;
  /** Every figure of which there is something. */
  figures(serverId: string): Promise<string[]>;
  /** Ascending in time, figure by figure; steps without a value are missing. */
  read(serverId: string, asked: Asked): Promise<Rolled[]>;
  /** Beginning of the newest window of this step; null: none. */
  newest(serverId: string, step: number): Promise<number | null>;
  /** Rolls values from `from` on up to windows of `step`, over what was there. `of`: raw values, or a finer step. */
  rollUp(serverId: string, of: 'raw' | number, step: number, from: number): Promise<void>;
  /** Removes what is older, of all servers. `of`: raw values or those of a step. */
  prune(of: 'raw' | number, before: number): Promise<void>;
  /** Removes all that is kept of a server. */
  clear(serverId: string): Promise<void>;
}

type Row = { figure: string; at: number | bigint; min: number; avg: number; max: number };

export function createHistoryRepository(database: Database): HistoryRepository {
  const known = new Map<string, Map<string, number>>();

  async function seriesOf(serverId: string, figures: readonly string[]): Promise<Map<string, number>> {
    const before = known.get(serverId);
    if (before && figures.every((figure) => before.has(figure))) return before;
    await database.$executeRaw`INSERT OR IGNORE INTO "Series" ("serverId", "figure") SELECT ${serverId}, "value" FROM json_each(${JSON.stringify(figures)})`;
    const rows = await database.series.findMany({ where: { serverId }, select: { id: true, figure: true } });
    const series = new Map(rows.map(({ id, figure }) => [figure, id]));
    known.set(serverId, series);
    return series;
  }

  return {
    async add(serverId, at, values) {
      if (values.length === 0) return;
      const series = await seriesOf(serverId, values.map(({ figure }) => figure));
      const pairs = values.map(({ figure, value }) => [series.get(figure), value]);
      try {
        await database.$executeRaw`INSERT OR REPLACE INTO "Sample" ("seriesId", "at", "value") SELECT json_extract("value", '$[0]'), ${at}, json_extract("value", '$[1]') FROM json_each(${JSON.stringify(pairs)})`;
      } catch (error) {
        known.delete(serverId); // a series may have been removed behind the cache
        throw error;
      }
    },
    figures: async (serverId) => (await database.series.findMany({ where: { serverId }, select: { figure: true }, orderBy: { figure: 'asc' } })).map(({ figure }) => figure),
    async read(serverId, { figures, source, step, from, to }) {
      const names = JSON.stringify(figures);
      const rows =
        source === 'raw'
          ? await database.$queryRaw<Row[]>`SELECT s."figure" AS figure, v."at" / CAST(${step} AS INTEGER) * CAST(${step} AS INTEGER) AS at, MIN(v."value") AS min, AVG(v."value") AS avg, MAX(v."value") AS max FROM "Series" s JOIN "Sample" v ON v."seriesId" = s."id" WHERE s."serverId" = ${serverId} AND s."figure" IN (SELECT "value" FROM json_each(${names})) AND v."at" >= ${from} AND v."at" < ${to} GROUP BY s."id", 2 ORDER BY s."figure", 2`
          : await database.$queryRaw<Row[]>`SELECT s."figure" AS figure, v."at" / CAST(${step} AS INTEGER) * CAST(${step} AS INTEGER) AS at, MIN(v."min") AS min, SUM(v."sum") / SUM(v."count") AS avg, MAX(v."max") AS max FROM "Series" s JOIN "Rollup" v ON v."seriesId" = s."id" AND v."step" = ${source} WHERE s."serverId" = ${serverId} AND s."figure" IN (SELECT "value" FROM json_each(${names})) AND v."at" >= ${from} AND v."at" < ${to} GROUP BY s."id", 2 ORDER BY s."figure", 2`;
      return rows.map((row) => ({ ...row, at: Number(row.at) }));
    },
    async newest(serverId, step) {
      const [row] = await database.$queryRaw<{ at: number | bigint | null }[]>`SELECT MAX("at") AS at FROM "Rollup" WHERE "step" = ${step} AND "seriesId" IN (SELECT "id" FROM "Series" WHERE "serverId" = ${serverId})`;
      return row?.at == null ? null : Number(row.at);
    },
    async rollUp(serverId, of, step, from) {
      if (of === 'raw') await database.$executeRaw`INSERT INTO "Rollup" ("seriesId", "step", "at", "min", "max", "sum", "count") SELECT "seriesId", ${step}, "at" / CAST(${step} AS INTEGER) * CAST(${step} AS INTEGER), MIN("value"), MAX("value"), SUM("value"), COUNT(*) FROM "Sample" WHERE "seriesId" IN (SELECT "id" FROM "Series" WHERE "serverId" = ${serverId}) AND "at" >= ${from} GROUP BY 1, 3 ON CONFLICT ("seriesId", "step", "at") DO UPDATE SET "min" = excluded."min", "max" = excluded."max", "sum" = excluded."sum", "count" = excluded."count"`;
      else await database.$executeRaw`INSERT INTO "Rollup" ("seriesId", "step", "at", "min", "max", "sum", "count") SELECT "seriesId", ${step}, "at" / CAST(${step} AS INTEGER) * CAST(${step} AS INTEGER), MIN("min"), MAX("max"), SUM("sum"), SUM("count") FROM "Rollup" WHERE "seriesId" IN (SELECT "id" FROM "Series" WHERE "serverId" = ${serverId}) AND "step" = ${of} AND "at" >= ${from} GROUP BY 1, 3 ON CONFLICT ("seriesId", "step", "at") DO UPDATE SET "min" = excluded."min", "max" = excluded."max", "sum" = excluded."sum", "count" = excluded."count"`;
    },
    async prune(of, before) {
      const at = { lt: before };
      // One series at a time: they lie together on the disk, and SQLite works while nothing else does.
      for (const { id: seriesId } of await database.series.findMany({ select: { id: true } })) {
        if (of === 'raw') await database.sample.deleteMany({ where: { seriesId, at } });
        else await database.rollup.deleteMany({ where: { seriesId, step: of, at } });
      }
    },
    async clear(serverId) {
      known.delete(serverId);
      // Two years of a server are millions of rows.
      for (const { id } of await database.series.findMany({ where: { serverId }, select: { id: true } })) {
        await database.sample.deleteMany({ where: { seriesId: id } });
        await database.rollup.deleteMany({ where: { seriesId: id } });
        await database.series.deleteMany({ where: { id } });
      }
    },
  };
}
