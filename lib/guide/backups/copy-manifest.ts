import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { copyNeeds } from './copied';
import { bothOf, copyPairs, type CopyPair, type CopyWanted } from './copy-wanted';
import { mostRead } from './files-verified';
import { freeRepository } from './free-repository';
import { bytesOf, storedOf } from './stored';
import { longest, snapshotWith, tagOf } from './wanted';

/** The manifest of a copy: that of the backup, by the ids that its snapshots have there. Written last, after the repository was checked: without it the copy does not count. */
export const copyManifest = (wanted: CopyWanted): Step<Inputs> =>
  step({
    id: 'backups/copy-manifest',
    guide: null,
    title: "Check the copy and write its manifest",
    why: 'restic compares how all of the second repository hangs together and reads a part of its data. With the manifest the copy is complete, and can be restored as the backup itself.',
    usually: minutes(3),
    needs: () => copyNeeds(wanted),
    plan({ repository, snapshots, firstSnapshots }, { server }) {
      if (snapshotWith(snapshots, 'source=manifest') !== undefined) return [];
      const { parts, proofs } = copyPairs(firstSnapshots, snapshots);
      const isWhole = parts.length > 0 && [...parts, ...proofs].every(({ copy }) => copy !== undefined);
      const bytes = bytesOf(storedOf(wanted.set, firstSnapshots ?? [], null));
      const names = (pairs: readonly CopyPair[]) => pairs.map(({ original, copy }) => `${original.id}:${copy?.id ?? ''}`);
      const proven = parts.map(({ copy }, index) => `${tagOf(proofs[index]?.original ?? { tags: [] }, 'of')}:${copy?.id ?? ''}`);
      return [
        ...freeRepository(repository, wanted),
        // Planned before the copy is there, it names nothing, and would fail so; it is planned again just before it runs.
        script('guide/backups/copy-manifest.sh', [
          wanted.destination.directory, wanted.first.directory, wanted.set, server.name, longest, snapshotWith(firstSnapshots, 'source=manifest')?.id ?? '', String(bytes), String(mostRead),
          ...(isWhole ? [...names([...parts, ...proofs]), '--', ...proven] : []),
        ], { stdin: bothOf(wanted), why: 'Checks the second repository, reads of its data, and stores the manifest, with which the copy is complete' }),
      ];
    },
  });
