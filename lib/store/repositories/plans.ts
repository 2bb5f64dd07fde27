import { plan, type Plan } from '@/lib/contract/plan';
import type { Database } from '../database';

/** Plans as they were shown, secrets masked. `current` and `blockers` are judged anew when one is read. */
export interface PlanRepository {
  add(shown: Plan): Promise<void>;
  /** The one that was added last. */
  last(serverId: string): Promise<Plan | null>;
  byId(id: string): Promise<Plan | null>;
}

/** Plans of a server that are kept; a run holds its own copy of what was approved. */
const kept = 5;

export function createPlanRepository(database: Database): PlanRepository {
  // A plan of a version with another shape counts as none: it is made anew in seconds.
  const parse = (row: { json: string } | null) => (row === null ? null : (plan.safeParse(JSON.parse(row.json)).data ?? null));
  return {
    async add(shown) {
      const { id, serverId, madeAt, inputsHash } = shown;
      await database.plan.create({ data: { id, serverId, madeAt: new Date(madeAt), inputsHash, json: JSON.stringify(shown) } });
      const old = await database.plan.findMany({ where: { serverId }, orderBy: { number: 'desc' }, skip: kept, select: { id: true } });
      if (old.length > 0) await database.plan.deleteMany({ where: { id: { in: old.map((row) => row.id) } } });
    },
    last: async (serverId) => parse(await database.plan.findFirst({ where: { serverId }, orderBy: { number: 'desc' } })),
    byId: async (id) => parse(await database.plan.findUnique({ where: { id } })),
  };
}
