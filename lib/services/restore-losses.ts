import type { RestoreLoss } from '@/lib/contract/restore';
import type { BackupManifest } from '@/lib/contract/backup-manifest';
import type { TreeSize } from '@/lib/facts/tree-size';

/** By name; undefined: they could not be told at all. */
export type Counts = ReadonlyMap<string, number | null> | undefined;

export const collectionCounts = (counts: readonly { readonly db: string; readonly collection: string; readonly documents: number }[] | undefined): Counts => counts && new Map(counts.map(({ db, collection, documents }) => [`${db}.${collection}`, documents]));
export const indexCounts = (list: readonly { readonly name: string; readonly documents: number | null }[] | undefined): Counts => list && new Map(list.filter(({ name }) => !name.startsWith('.')).map(({ name, documents }) => [name, documents]));

/** Only where they differ, or one can't be told; where neither names anything though one can't be told, all of it in one. Pure. */
export function compareCounts(source: RestoreLoss['source'], then: Counts, now: Counts): RestoreLoss[] {
  const all = [...new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])];
  const unit = 'documents';
  if (all.length === 0 && (then === undefined || now === undefined)) return [{ source, name: 'all of it', then: then === undefined ? null : 0, now: now === undefined ? null : 0, unit }];
  return all.map((name): RestoreLoss => ({ source, name, then: then === undefined ? null : (then.get(name) ?? 0), now: now === undefined ? null : (now.get(name) ?? 0), unit })).filter((each) => each.now === null || each.now !== each.then);
}

/** Number and size of the files, where they differ; null: one of both is not known. Pure. */
export function compareFiles({ parts }: BackupManifest, now: TreeSize | null | undefined): RestoreLoss[] | null {
  const part = parts.find(({ source }) => source === 'files');
  const files = (part?.verified as { files?: unknown } | undefined)?.files;
  if (part === undefined || typeof files !== 'number' || !now) return null;
  const both: RestoreLoss[] = [{ source: 'files', name: 'all files', now: now.files, then: files, unit: 'files' }, { source: 'files', name: 'their size', now: now.bytes, then: part.bytes, unit: 'bytes' }];
  return both.filter((each) => each.now !== each.then);
}

/** How far apart both are; what can't be told is the furthest. */
export const difference = ({ now, then }: RestoreLoss): number => (now === null || then === null ? Number.MAX_SAFE_INTEGER : Math.abs(now - then));
