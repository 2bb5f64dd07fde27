import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { freeRepository } from './free-repository';
import { longest, passphraseOf, proofOf, snapshotWith, type BackupWanted } from './wanted';

/** The proof of MongoDB's part: its archive read back out of the repository. It names the snapshot that it proves. */
export const mongodbVerified = (wanted: BackupWanted): Step<Inputs> =>
  step({
    id: 'backups/mongodb-verified',
    guide: null,
    title: "Read MongoDB's backup back",
    why: 'What was stored need not be whole, and an empty backup looks like success. Only what was read back proves that.',
    usually: minutes(1),
    needs: () => {
      const { directory, passphrase } = wanted.destination;
      return { repository: resticRepository(directory, passphrase), snapshots: resticSnapshots(directory, passphrase, wanted.set) };
    },
    plan({ repository, snapshots }, { server }) {
      const part = snapshotWith(snapshots, 'source=mongodb');
      if (part !== undefined && proofOf(snapshots, 'mongodb', part) !== undefined) return [];
      return [
        ...freeRepository(repository, wanted),
        // Planned before the dump was made, it has no snapshot yet; it is planned again just before it runs.
        script('guide/backups/mongodb-verified.sh', [wanted.destination.directory, wanted.set, server.name, part?.id ?? '', longest], { stdin: passphraseOf(wanted), why: "Reads the archive to its end by a program of the console's own, and stores what it counted" }),
      ];
    },
  });
