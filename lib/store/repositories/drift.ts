import type { Database } from '../database';

/** One difference that a person took over as how it should be. */
export interface TakenItem {
  readonly item: string;
  /** How it is, and may be. */
  readonly actual: string;
}

export interface DriftRepository {
  /** All of them or none. */
  take(serverId: string, items: readonly TakenItem[], by: string, at: number): Promise<void>;
  /** Those whose name begins so are differences again. */
  giveBack(serverId: string, beginning: string): Promise<void>;
}

export function createDriftRepository(database: Database): DriftRepository {
  return {
    async take(serverId, items, by, at) {
      const takenAt = new Date(at);
      await database.$transaction(items.map(({ item, actual }) => {
        const data = { actual, taken: actual, takenBy: by, takenAt };
        return database.drift.upsert({ where: { serverId_item: { serverId, item } }, create: { serverId, item, firstSeenAt: takenAt, ...data }, update: data });
      }));
    },
    async giveBack(serverId, beginning) {
      await database.drift.deleteMany({ where: { serverId, item: { startsWith: beginning } } });
    },
  };
}
