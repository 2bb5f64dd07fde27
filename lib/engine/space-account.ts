import { formatBytes } from '@/lib/core/units';

/** Something that takes space, as far as it is known. */
export interface CountedPart {
  readonly name: string;
  /** null: what it takes was not told. */
  readonly bytes: number | null;
  /** It holds these bytes or more: it was not counted to its end. */
  readonly isLeast: boolean;
}

/** What is used and belongs to no part. */
export interface Rest {
  /** Never below 0. */
  readonly bytes: number;
  /** Some part was not counted whole, or may lie here: the rest may be smaller. */
  readonly isAtMost: boolean;
  /** Why it may be smaller, or why it is 0 although the parts hold more than is used; null: it is as it says. */
  readonly why: string | null;
}

/** What of `used` bytes of a file system none of its parts accounts for. @param unplaced names of what may lie here too: its file system is not known */
export function unaccounted(used: number, parts: readonly CountedPart[], unplaced: readonly string[]): Rest {
  const sum = parts.reduce((all, { bytes }) => all + (bytes ?? 0), 0);
  if (sum > used) return { bytes: 0, isAtMost: false, why: `What was counted is ${formatBytes(sum - used)} more than what is used: the figures are of different moments, or the file system keeps things compressed or once for several names.` };
  const reasons = [
    ...said(parts.filter(({ bytes }) => bytes === null), 'what it takes was not told', 'what they take was not told'),
    ...said(parts.filter(({ bytes, isLeast }) => bytes !== null && isLeast), 'it was not counted whole', 'they were not counted whole'),
    ...said(unplaced.map((name) => ({ name })), 'it may lie here too', 'they may lie here too'),
  ];
  return { bytes: used - sum, isAtMost: reasons.length > 0, why: reasons.length > 0 ? `It may be less. ${reasons.join(' ')}` : null };
}

/** "Indices of Elasticsearch, Images of Docker: what they take was not told." */
function said(parts: readonly { readonly name: string }[], ofOne: string, ofMany: string): string[] {
  return parts.length === 0 ? [] : [`${parts.map(({ name }) => name).join(', ')}: ${parts.length === 1 ? ofOne : ofMany}.`];
}
