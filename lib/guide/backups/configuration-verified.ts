import { seconds } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { ownPaths } from './configuration-part';
import { freeRepository } from './free-repository';
import { longestConfiguration, passphraseOf, proofOf, snapshotWith, type BackupWanted } from './wanted';

/** The proof of the configuration's part: read back out of the repository, each file compared with the SHA-256 that was taken of it. */
export const configurationVerified = (wanted: BackupWanted): Step<Inputs> =>
  step({
    id: 'backups/configuration-verified',
    guide: null,
    title: "Read the configuration's backup back",
    why: 'What was stored need not be whole. Each file is compared, what Compose made of them must be readable, and a restore must take all of it.',
    usually: seconds(5),
    needs: () => {
      const { directory, passphrase } = wanted.destination;
      return { repository: resticRepository(directory, passphrase), snapshots: resticSnapshots(directory, passphrase, wanted.set) };
    },
    plan({ repository, snapshots }, { layout, server }) {
      const part = snapshotWith(snapshots, 'source=configuration');
      if (part !== undefined && proofOf(snapshots, 'configuration', part) !== undefined) return [];
      return [
        ...freeRepository(repository, wanted),
        // Planned before it is stored, it has no snapshot yet; it is planned again just before it runs.
        script('guide/backups/configuration-verified.sh', [wanted.destination.directory, wanted.set, server.name, part?.id ?? '', longestConfiguration, layout.base, ...ownPaths(layout)], { stdin: passphraseOf(wanted), why: "Reads the configuration to its end by a program of the console's own, and stores what it counted" }),
      ];
    },
  });
