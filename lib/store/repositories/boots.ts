import type { Database } from '../database';

export interface BootRepository {
  /** A boot that is known already stays as it was noted. The first one of a server is no restart. `at` in milliseconds. */
  note(serverId: string, bootId: string, at: number): Promise<void>;
  clear(serverId: string): Promise<void>;
}

const day = 86_400_000;
const keptFor = 730 * day;
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

/** When the machine restarted without a run of ours that had it do so; the newest where there are too many. */
export async function foreignBoots(database: Database, serverId: string, within: { readonly gte: Date; readonly lte: Date }, most: number): Promise<Date[]> {
  const boots = await database.boot.findMany({ where: { serverId, isFirst: false, at: within }, orderBy: { at: 'desc' }, take: most, select: { at: true } });
  if (boots.length === 0) return [];
  const ours = await database.runStep.findMany({ where: { run: { serverId }, stepId: rebootStep, startedAt: { gte: new Date(within.gte.getTime() - day), lte: within.lte } }, select: { startedAt: true, endedAt: true } });
  const isOurs = (at: number) => ours.some(({ startedAt, endedAt }) => startedAt !== null && at >= startedAt.getTime() - before && at <= (endedAt ?? startedAt).getTime() + after);
  return boots.map(({ at }) => at).filter((at) => !isOurs(at.getTime()));
}
