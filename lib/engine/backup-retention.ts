import type { BackupSet } from '@/lib/contract/backup';
import type { RetentionPlan, RetentionPolicy } from '@/lib/contract/backup-retention';
import { isComplete, isUntold, newestFirst, startOf } from './backup-sets';
import { wallTime } from './zoned-time';

/** What a restore has lost is missed within days, not at once. In milliseconds. */
const wayBackStays = 7 * 86_400_000;

/**
 * Which backups stay, and why.
 *
 * Days, weeks and months are those of `zone` in which there is a complete backup; they are not counted back from `now`, so
 * that neither a long pause nor a clock far ahead empties them. What is dated after `now` stays and fills no place.
 * Throws a RangeError where the zone or a date is none; nothing may be deleted then.
 * @param now milliseconds since 1970
 * @param waysBack ids of the backups that were made before a restore; each stays for seven days, complete as it is
 */
export function planRetention(sets: readonly BackupSet[], policy: RetentionPolicy, now: number, zone: string, waysBack: ReadonlySet<string> = new Set()): RetentionPlan {
  const complete = newestFirst(sets.filter(isComplete));
  const dated = complete.filter((set) => startOf(set) <= now);
  const reasons = new Map<BackupSet, string[]>(complete.map((set) => [set, startOf(set) > now ? ['dated in the future'] : []]));
  const keep = (set: BackupSet | undefined, reason: string) => set && reasons.get(set)?.push(reason);

  const proven = lastProven(dated, now);
  const newestProven = dated.find(({ provenAt }) => provenAt !== null);
  for (const set of dated) if (waysBack.has(set.id) && Date.parse(set.endedAt ?? set.startedAt) > now - wayBackStays) keep(set, 'the way back from a restore');
  keep(dated[0], 'the newest complete one');
  keep(proven, 'the last proven one');
  // An older one may have been proven later: then either may be the better one to restore.
  if (newestProven !== proven) keep(newestProven, 'the newest proven one');
  // What nobody has read yet may be broken.
  keep(dated.find(({ verifiedAt }) => verifiedAt !== null), 'the newest verified one');
  for (const { name, most, keyOf } of rulesOf(policy, zone)) newestOfEach(dated, most, keyOf).forEach((set, place) => keep(set, `${name}, ${place + 1} of ${most}`));

  return {
    complete: complete.map((set) => ({ set: set.id, startedAt: set.startedAt, reasons: reasons.get(set) ?? [] })),
    apart: newestFirst(sets.filter((set) => !isComplete(set))).map((set) => apart(set, dated[0])),
  };
}

/** A proof that is dated in the future is not believed here; the newest proven one stays by itself. */
function lastProven(sets: readonly BackupSet[], now: number): BackupSet | undefined {
  const provenAt = (set: BackupSet) => Date.parse(set.provenAt ?? '');
  return sets.filter((set) => provenAt(set) <= now).sort((a, b) => provenAt(b) - provenAt(a))[0];
}

const day = 86_400_000;

function rulesOf({ last, days, weeks, months }: RetentionPolicy, zone: string) {
  const dayOf = (set: BackupSet) => Math.floor(wallTime(startOf(set), zone) / day);
  // Day 0, the first of January 1970, was a Thursday.
  const weekOf = (set: BackupSet) => Math.floor((dayOf(set) + 3) / 7);
  const monthOf = (set: BackupSet) => {
    const wall = new Date(wallTime(startOf(set), zone));
    return wall.getUTCFullYear() * 12 + wall.getUTCMonth();
  };
  return [
    { name: 'last', most: last, keyOf: (set: BackupSet) => set.id },
    { name: 'daily', most: days, keyOf: dayOf },
    { name: 'weekly', most: weeks, keyOf: weekOf },
    { name: 'monthly', most: months, keyOf: monthOf },
  ];
}

function newestOfEach(sets: readonly BackupSet[], most: number, keyOf: (set: BackupSet) => string | number): BackupSet[] {
  const found = new Map<string | number, BackupSet>();
  for (const set of sets) {
    if (found.size >= most) break;
    const key = keyOf(set);
    if (!found.has(key)) found.set(key, set);
  }
  return [...found.values()];
}

function apart(set: BackupSet, newest: BackupSet | undefined): RetentionPlan['apart'][number] {
  const said = { set: set.id, startedAt: set.startedAt };
  if (set.endedAt === null) return { ...said, isCleanedUp: false, why: 'It is being made.' };
  if (isUntold(set)) return { ...said, isCleanedUp: false, why: 'It is not known whether it is complete. The next backup asks.' };
  if (newest && startOf(newest) > startOf(set)) return { ...said, isCleanedUp: true, why: 'It is cleaned up, for there is a newer complete backup.' };
  return { ...said, isCleanedUp: false, why: 'It stays until there is a newer complete backup.' };
}
