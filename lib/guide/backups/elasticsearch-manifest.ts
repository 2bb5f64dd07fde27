import type { ResticSnapshot } from '@/lib/facts/restic-snapshots';
import type { StoredIndices } from '@/lib/facts/restic-indices';
import { listed } from './manifest-lists';
import { proofOf, snapshotWith, tagOf } from './wanted';

/** Elasticsearch's part as the manifest names it; null until it is stored and proven. */
export function elasticsearchOf(snapshots: readonly ResticSnapshot[] | undefined, stored: StoredIndices | undefined) {
  const part = snapshotWith(snapshots, 'source=elasticsearch');
  const proof = part && proofOf(snapshots, 'elasticsearch', part);
  const bytes = proof && /^\d{1,15}$/.exec(tagOf(proof, 'archive-bytes'))?.[0];
  if (part === undefined || proof === undefined || bytes === undefined || stored?.of !== part.id || stored.state !== 'SUCCESS') return null;
  const { state, shards, indices } = stored;
  const documents = indices.reduce((sum, each) => sum + (each.documents ?? 0), 0);
  return {
    source: 'elasticsearch' as const,
    snapshot: part.id,
    // As it was read back, not as it was sent.
    bytes: Number(bytes),
    startedAt: part.time,
    endedAt: tagOf(part, 'ended'),
    tool: `elasticsearch ${tagOf(part, 'elasticsearch')}`,
    verified: { at: proof.time, snapshot: proof.id, state, shards, documents, count: indices.length, ...listed('indices', indices, 'elasticsearch.json') },
  };
}
