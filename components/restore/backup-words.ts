import type { RestorableSet } from '@/lib/contract/restore';
import { formatBytes } from '@/lib/core/units';

/** "Nov 30, 2026, 2:30 AM", in the operator's zone: a backup is called by when it was begun. */
export const minuteWords = (at: string): string => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** "Nov 30, 2026", likewise. */
export const dayWords = (at: string): string => new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium' });

/** A backup in a list: "Nov 30, 2026, 2:30 AM of clearml-1 · 812 GiB · proven Nov 28, 2026". */
export function setWords({ startedAt, at, server, known, drilled }: RestorableSet): string {
  const when = startedAt === null ? `ended ${minuteWords(at)}` : minuteWords(startedAt);
  return [`${when} of ${server}`, ...(known === null ? ['made elsewhere', ...(drilled ? [drillWords(drilled)] : [])] : [formatBytes(known.bytes), proofWords(known, drilled)])].join(' · ');
}

function proofWords({ provenAt, verifiedAt }: NonNullable<RestorableSet['known']>, drilled: RestorableSet['drilled']): string {
  if (drilled?.outcome === 'damaged') return `found damaged ${dayWords(drilled.endedAt)}`;
  if (provenAt !== null) return `proven ${dayWords(provenAt)}`;
  return verifiedAt === null ? 'neither verified nor proven' : 'verified, not proven';
}

/** Of one that was made elsewhere, as a drill on this server has told. */
function drillWords({ outcome, endedAt }: NonNullable<RestorableSet['drilled']>): string {
  const words = { proven: 'proven here', damaged: 'found damaged here', failed: 'a drill failed here' };
  return `${words[outcome]} ${dayWords(endedAt)}`;
}
