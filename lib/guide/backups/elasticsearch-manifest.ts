import type { ResticSnapshot } from '@/lib/facts/restic-snapshots';
import type { StoredIndices } from '@/lib/facts/restic-indices';
import { proofOf, snapshotWith, tagOf } from './wanted';

/** The manifest travels as one word of a command, of which Linux takes 128 KiB. */
const most = 90_000;

/**
 * Elasticsearch's part as the manifest names it; null until it is stored and proven. The list of indices is left out where it is very
 * long: then only the proof's own snapshot has it (elasticsearch.json).
 */
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
    verified: { at: proof.time, snapshot: proof.id, state, shards, documents, count: indices.length, ...(JSON.stringify(indices).length <= most && { indices }) },
  };
}
