import type { ResticSnapshot } from '@/lib/facts/restic-snapshots';
import { secret, type Secret } from '@/lib/core/secret';
import { passphraseOf, proofOf, snapshotWith, tagOf, type BackupWanted } from './wanted';

/** A backup at the place to which it is copied, and the repository from which. */
export interface CopyWanted extends BackupWanted {
  readonly first: BackupWanted['destination'];
}

/** The copy that is wanted; null: none is. */
export function copyOf({ set, destination, copy }: BackupWanted): CopyWanted | null {
  return copy === undefined ? null : { set, ...copy, first: destination };
}

/** What lies at the first place, as if it were the only one. */
export const atFirst = ({ set, first }: CopyWanted): BackupWanted => ({ set, destination: first });

/** Standard input of a script that works with both repositories (restic-copy.sh). Blocked where one has no passphrase. */
export function bothOf(wanted: CopyWanted): Secret {
  const first = passphraseOf(atFirst(wanted)).reveal().split('\n').map((line) => `first ${line}`);
  return secret([passphraseOf(wanted).reveal(), ...first].join('\n'));
}

/** A snapshot of the first repository, and its copy in the other; undefined: it is not copied yet. */
export interface CopyPair {
  readonly original: ResticSnapshot;
  readonly copy: ResticSnapshot | undefined;
}

/**
 * What of a backup is copied: each part that is proven, and its proof. Empty before its manifest is written.
 * The manifest itself is not among it: it names snapshots by ids, and copies have others.
 */
export function copyPairs(first: readonly ResticSnapshot[] | undefined, second: readonly ResticSnapshot[] | undefined): { readonly parts: readonly CopyPair[]; readonly proofs: readonly CopyPair[] } {
  if (first === undefined || snapshotWith(first, 'source=manifest') === undefined) return { parts: [], proofs: [] };
  const sources = [...new Set(first.map((each) => tagOf(each, 'source')))];
  const proven = sources.flatMap((source) => {
    const part = snapshotWith(first, `source=${source}`);
    const proof = part && proofOf(first, source, part);
    return part && proof ? [{ part, proof }] : [];
  });
  const pair = (original: ResticSnapshot): CopyPair => ({ original, copy: second?.findLast((each) => isCopy(each, original)) });
  return { parts: proven.map(({ part }) => pair(part)), proofs: proven.map(({ proof }) => pair(proof)) };
}

/** As restic itself tells it ("restic copy"): what a snapshot was called first goes along with it, also where its tags were changed since. */
const isCopy = (each: ResticSnapshot, { id, original, time, tags }: ResticSnapshot): boolean =>
  each.original === (original ?? id) && each.time === time && tagOf(each, 'source') === tagOf({ tags }, 'source') && each.tags.length === tags.length;
