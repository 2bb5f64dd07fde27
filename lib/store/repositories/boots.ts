import type { Database } from '../database';

export interface BootRepository {
  /** A boot that is known already stays as it was noted. The first one of a server is no restart. `at` in milliseconds. */
  note(serverId: string, bootId: string, at: number): Promise<void>;
  clear(serverId: string): Promise<void>;
}

const keptFor = 730 * 86_400_000;
/** A clock that differs a little; how long a machine may need whose run did not wait for its end. */
const before = 120_000;
const after = 600_000;
/** The step of an installation that restarts the machine. */
export const rebootStep = 'installation/reboot';

export function createBootRepository(database: Database): BootRepository {
  return {
    async note(serverId, bootId, at) {
      const known = await database.boot.findMany({ where: { serverId }, orderBy: { at: 'desc' }, take: 1, select: { bootId: true } });
      await database.boot.upsert({ where: { serverId_bootId: { serverId, bootId } }, create: { serverId, bootId, at: new Date(at), isFirst: known.length === 0 }, update: {} });
      await database.boot.deleteMany({ where: { serverId, at: { lt: new Date(at - keptFor) }, bootId: { not: bootId } } });
    },
    clear: async (serverId) => void (await database.boot.deleteMany({ where: { serverId } })),
  };
}

/**
 * When the machine restarted without a run of ours that had it do so; the newest where there are too many.
 * A run's restart ends the boot in which its step was started, and brings about only the one that follows it.
 */
export async function foreignBoots(database: Database, serverId: string, within: { readonly gte: Date; readonly lte: Date }, most: number): Promise<Date[]> {
  const boots = await database.boot.findMany({ where: { serverId }, orderBy: { at: 'asc' } });
  const ended = boots.map(({ bootId }) => bootId);
  const attempts = await database.attempt.findMany({ where: { run: { serverId }, stepId: rebootStep, bootId: { in: ended } }, select: { bootId: true, createdAt: true, endedAt: true } });
  const isOurs = (index: number, at: number) => attempts.some(({ bootId, createdAt, endedAt }) => bootId === ended[index - 1] && at >= createdAt.getTime() - before && at <= (endedAt ?? createdAt).getTime() + after);
  return boots.filter(({ at, isFirst }, index) => !isFirst && at >= within.gte && at <= within.lte && !isOurs(index, at.getTime())).map(({ at }) => at).slice(-most).reverse();
}
