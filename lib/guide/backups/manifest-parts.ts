import type { BackupSource } from '@/lib/contract/backup';
import type { BackupManifest } from '@/lib/contract/backup-manifest';
import type { StoredContents } from '@/lib/facts/restic-contents';
import type { StoredIndices } from '@/lib/facts/restic-indices';
import type { ResticSnapshot } from '@/lib/facts/restic-snapshots';
import { elasticsearchOf } from './elasticsearch-manifest';
import { collectionsOf } from './manifest-lists';
import { wantedSources } from './stored';
import { proofOf, snapshotWith, tagOf } from './wanted';

/** A part as the manifest names it. Times are ISO 8601, by the server's clock. */
export type ManifestPart = BackupManifest['parts'][number] & { readonly startedAt: string; readonly endedAt: string; readonly verified: Readonly<Record<string, unknown>> & { readonly at: string; readonly snapshot: string } };

/** All parts of a backup, in the order in which they were saved; null until each of them is stored and proven. */
export function manifestParts(snapshots: readonly ResticSnapshot[] | undefined, indices: StoredIndices | undefined, contents: StoredContents | undefined): readonly ManifestPart[] | null {
  const parts = wantedSources.map((source): ManifestPart | null => (source === 'elasticsearch' ? elasticsearchOf(snapshots, indices) : source === 'mongodb' ? mongodbOf(snapshots, contents) : partOf(source, snapshots)));
  return parts.every((part) => part !== null) ? parts : null;
}

/** With the counts of each collection, where they are those of the very proof. */
function mongodbOf(snapshots: readonly ResticSnapshot[] | undefined, contents: StoredContents | undefined): ManifestPart | null {
  const part = partOf('mongodb', snapshots);
  const collections = contents?.collections;
  if (part === null || collections === undefined) return null;
  const { verified } = part;
  const isOfProof = collections === 'long' || (collections.collections.length === verified.collections && collections.documents === verified.documents && collections.preludeSha256 === verified.preludeSha256);
  return isOfProof ? { ...part, verified: { ...verified, ...collectionsOf(collections) } } : null;
}

interface Told {
  /** Tag of the proof that tells how many bytes were read back or counted. */
  readonly bytes: string;
  /** Tags of the proof that are numbers, and what the manifest calls them. */
  readonly counts: Readonly<Record<string, string>>;
  more?(part: ResticSnapshot, proof: ResticSnapshot): { readonly part?: Readonly<Record<string, string>>; readonly verified?: Readonly<Record<string, string>> };
}

const told: Readonly<Partial<Record<BackupSource, Told>>> = {
  mongodb: {
    bytes: 'archive-bytes',
    counts: { collections: 'collections', documents: 'documents' },
    more: (part, proof) => ({ part: { tool: `mongodump ${tagOf(part, 'mongodump')}` }, verified: { preludeSha256: tagOf(proof, 'prelude') } }),
  },
  configuration: { bytes: 'bytes', counts: { files: 'files', services: 'services', images: 'images' } },
  // `path`: where its tree lay; the snapshot's own paths begin there. `lostLinks`: so many lead elsewhere once they are restored (files-part.sh). `readPercent`: of the repository's data.
  files: { bytes: 'bytes', counts: { files: 'files' }, more: (part, proof) => ({ part: { path: part.paths[0] ?? '', ...(isNone(tagOf(part, 'lost-links')) ? {} : { lostLinks: tagOf(part, 'lost-links') }) }, verified: { readPercent: tagOf(proof, 'read') } }) },
};

const isNone = (count: string): boolean => count === '' || count === '0';

function partOf(source: BackupSource, snapshots: readonly ResticSnapshot[] | undefined): ManifestPart | null {
  const tells = told[source];
  const part = snapshotWith(snapshots, `source=${source}`);
  const proof = part && proofOf(snapshots, source, part);
  if (tells === undefined || part === undefined || proof === undefined) return null;
  const number = (tag: string) => (/^\d{1,15}$/.test(tagOf(proof, tag)) ? Number(tagOf(proof, tag)) : null);
  const bytes = number(tells.bytes);
  const counts = Object.entries(tells.counts).map(([name, tag]) => [name, number(tag)] as const);
  if (bytes === null || counts.some(([, count]) => count === null)) return null;
  const more = tells.more?.(part, proof);
  return {
    source,
    snapshot: part.id,
    // As it was read back, not as it was sent.
    bytes,
    startedAt: part.time,
    endedAt: tagOf(part, 'ended'),
    ...more?.part,
    verified: { at: proof.time, snapshot: proof.id, ...(Object.fromEntries(counts) as Record<string, number>), ...more?.verified },
  };
}
