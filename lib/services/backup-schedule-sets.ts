import type { RetentionPlan, RetentionPolicy } from '@/lib/contract/backup-retention';
import { planRetention } from '@/lib/engine/backup-retention';
import { mostSetsAtOnce } from '@/lib/facts/restic-snapshots';
import type { BackupSetEntry } from '@/lib/store/repositories/backup-sets';
import { isHalfRestored, restoresOf } from './restore-left';
import type { Work } from './work';

/** Of a backup an hour for a year. Older ones are as if they were not there: they stay. */
const most = 10_000;

/** Backups and their copies, each by the destination where it lies: one that was copied is among them twice. */
export async function allBackupSets({ repositories: { backupCopies, backupSets } }: Work, serverId: string, limit = most): Promise<BackupSetEntry[]> {
  return (await Promise.all([backupSets.of(serverId, limit), backupCopies.of(serverId, limit)])).flat();
}

/** A set has the id of the run that made it. What another console made, or whose run is gone, is no business of this retention. */
const isOwn = ({ id, runId }: BackupSetEntry): boolean => runId === id;

/**
 * Which backups stay and which go, of each destination by itself: what lies at one is no reason to delete at another.
 * Throws a RangeError where a zone or date is none; nothing may be deleted then.
 * @param now milliseconds since 1970
 * @param waysBack ids of restores' runs, which their safety backups bear
 */
export function retainSets(sets: readonly BackupSetEntry[], policy: RetentionPolicy, now: number, zone: string, waysBack: ReadonlySet<string>): RetentionPlan {
  const destinations = [...new Set(sets.map(({ destinationId }) => destinationId))];
  const plans = destinations.map((destination) => planRetention(sets.filter((set) => isOwn(set) && set.destinationId === destination), policy, now, zone, waysBack));
  const others = sets.filter((set) => !isOwn(set) && set.state === 'complete').map(({ id, startedAt }) => ({ set: id, startedAt, reasons: ['not made by this console, or its run is gone'] }));
  const newestFirst = (one: { startedAt: string }, other: { startedAt: string }) => Date.parse(other.startedAt) - Date.parse(one.startedAt);
  return { complete: [...plans.flatMap(({ complete }) => complete), ...others].sort(newestFirst), apart: plans.flatMap(({ apart }) => apart).sort(newestFirst) };
}

/** Ids of the backups at a destination that go by what is saved now, the oldest first, as many as a fact asks for: the rest goes with the next backups. None while no retention is saved that this version understands, nor while what is backed up may be half restored: the older ones are the good ones. */
export async function expiredSets(work: Work, serverId: string, destination: string): Promise<string[]> {
  const record = await work.repositories.backupSchedules.get(serverId);
  if (!record?.retention || !record.schedule || (await isHalfRestored(work, serverId))) return [];
  const sets = (await allBackupSets(work, serverId)).filter(({ destinationId }) => destinationId === destination);
  const { clock, log } = work.resources;
  try {
    const { complete, apart } = retainSets(sets, record.retention, clock.now(), record.schedule.zone, await restoresOf(work, serverId));
    const going = [...complete.filter(({ reasons }) => reasons.length === 0), ...apart.filter(({ isCleanedUp }) => isCleanedUp)];
    return going.sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt)).slice(0, mostSetsAtOnce).map(({ set }) => set);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    log.error({ err: error, server: serverId }, 'which backups go could not be told, so none does');
    return [];
  }
}
