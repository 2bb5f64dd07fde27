import { seconds } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots, type ResticSnapshot } from '@/lib/facts/restic-snapshots';
import { resticVersion } from '@/lib/facts/restic-version';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { freeRepository } from './free-repository';
import { passphraseOf, snapshotWith, tagOf, type BackupWanted } from './wanted';

/** What a complete backup holds, as a snapshot of its own, which is written last: without it the backup does not count. */
export const manifest = (wanted: BackupWanted): Step<Inputs> =>
  step({
    id: 'backups/manifest',
    guide: null,
    title: "Write the backup's manifest",
    why: 'It names the parts of the backup, and how large they are. A backup without one is incomplete.',
    usually: seconds(5),
    needs: () => {
      const { directory, passphrase } = wanted.destination;
      return { restic: resticVersion, repository: resticRepository(directory, passphrase), snapshots: resticSnapshots(directory, passphrase, wanted.set) };
    },
    plan({ restic, repository, snapshots }, { server }) {
      if (snapshotWith(snapshots, 'source=manifest') !== undefined) return [];
      const mongodb = mongodbOf(snapshots);
      // Planned before the parts are there, it is empty, and would fail so; it is planned again just before it runs.
      const text = mongodb === null ? '' : JSON.stringify({ version: 1, set: wanted.set, server: server.name, startedAt: mongodb.startedAt, endedAt: mongodb.verified.at, parts: [mongodb], tools: { restic: restic?.version ?? null } });
      return [
        ...freeRepository(repository, wanted),
        script('guide/backups/manifest.sh', [wanted.destination.directory, wanted.set, server.name, text], { stdin: passphraseOf(wanted), why: 'Stores the manifest, with which the backup is complete' }),
      ];
    },
  });

/** MongoDB's part as the manifest names it; null until it is stored and proven. */
function mongodbOf(snapshots: readonly ResticSnapshot[] | undefined) {
  const part = snapshotWith(snapshots, 'source=mongodb');
  const proof = part && snapshotWith(snapshots, 'source=mongodb-proof', `of=${part.id}`);
  if (part === undefined || proof === undefined) return null;
  const [collections, documents, bytes] = ['collections', 'documents', 'archive-bytes'].map((name) => /^\d{1,15}$/.exec(tagOf(proof, name))?.[0]);
  if (collections === undefined || documents === undefined || bytes === undefined) return null;
  return {
    source: 'mongodb',
    snapshot: part.id,
    // As it was read back, not as it was sent.
    bytes: Number(bytes),
    startedAt: part.time,
    endedAt: tagOf(part, 'ended'),
    tool: `mongodump ${tagOf(part, 'mongodump')}`,
    verified: { at: proof.time, snapshot: proof.id, collections: Number(collections), documents: Number(documents), preludeSha256: tagOf(proof, 'prelude') },
  };
}
