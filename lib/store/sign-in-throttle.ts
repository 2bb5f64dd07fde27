import { GroundcrewError } from '@/lib/core/errors';
import { formatDuration, minutes, seconds } from '@/lib/core/units';
import type { Database } from './database';

/** Failures that are free, and for how long they are remembered. */
const limits = { account: 5, address: 20, setup: 10 } as const;
const memory = minutes(15);
const longestPause = minutes(15);

export interface Subject {
  readonly kind: keyof typeof limits;
  readonly name: string;
}

/**
 * Counts a try before it is judged, so that many at once cannot slip through. Call `forgive` when it was a good one.
 * Throws GroundcrewError `throttled` while a subject is blocked; a blocked try does not prolong the pause.
 */
export async function countTry(database: Database, subjects: readonly Subject[], now: number): Promise<void> {
  for (const subject of subjects) {
    const pause = await countOne(database, subject, now);
    if (pause > 0) throw blocked(pause);
  }
}

/** A good try: the account starts anew, and the address gets this try back. */
export async function forgive(database: Database, subjects: readonly Subject[]): Promise<void> {
  for (const subject of subjects) {
    if (subject.kind === 'address') await database.signInFailure.updateMany({ where: { key: toKey(subject), count: { gt: 0 } }, data: { count: { decrement: 1 }, blockedTo: null } });
    else await database.signInFailure.deleteMany({ where: { key: toKey(subject) } });
  }
}

/** @returns milliseconds for which the subject is still blocked; 0 when this try may be judged */
async function countOne(database: Database, subject: Subject, now: number): Promise<number> {
  const key = toKey(subject);
  const old = new Date(now - memory);
  await database.signInFailure.deleteMany({ where: { key, firstAt: { lt: old }, OR: [{ blockedTo: null }, { blockedTo: { lt: old } }] } });
  const { count, blockedTo } = await database.signInFailure.upsert({ where: { key }, create: { key, count: 1, firstAt: new Date(now) }, update: { count: { increment: 1 } } });
  const over = count - limits[subject.kind];
  if (over < 0) return 0;
  const pause = Math.min(longestPause, seconds(30) * 2 ** over);
  // The try that reaches the limit is judged; after a pause one is. The condition lets exactly one of many through.
  const claim = await database.signInFailure.updateMany({ where: { key, ...(over === 0 ? { blockedTo: null } : { blockedTo: { lte: new Date(now) } }) }, data: { blockedTo: new Date(now + pause) } });
  if (claim.count === 1) return 0;
  await database.signInFailure.update({ where: { key }, data: { count: { decrement: 1 } } });
  return Math.max(1000, (blockedTo?.getTime() ?? now + pause) - now);
}

const toKey = ({ kind, name }: Subject) => `${kind}:${name}`;

function blocked(milliseconds: number): GroundcrewError {
  return new GroundcrewError({ code: 'throttled', reason: 'sign-in.throttled', message: `Too many tries. Nothing is checked for another ${formatDuration(Math.ceil(milliseconds / 1000) * 1000)}.`, remedy: 'Wait, then try again. If the password is lost, the sign-in page says how to set a new one.' });
}
