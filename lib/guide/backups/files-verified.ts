import { gb, minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { freeRepository } from './free-repository';
import { longest, passphraseOf, proofOf, snapshotWith, tagOf, type BackupWanted } from './wanted';

/** So many bytes of a repository are read each time, about: some minutes of a disk that others need, too. */
export const mostRead = gb(10);

/** The proof of the files' part: the repository checked, a sample of its data read, and what the snapshot lists counted. */
export const filesVerified = (wanted: BackupWanted): Step<Inputs> =>
  step({
    id: 'backups/files-verified',
    guide: null,
    title: 'Check the repository and count the files in it',
    why: 'A disk can lose what it was given. restic reads all of a small repository, and another sample of a large one each time.',
    usually: minutes(3),
    needs: () => {
      const { directory, passphrase } = wanted.destination;
      return { repository: resticRepository(directory, passphrase), snapshots: resticSnapshots(directory, passphrase, wanted.set) };
    },
    plan({ repository, snapshots }, { server }) {
      const part = snapshotWith(snapshots, 'source=files');
      if (part !== undefined && proofOf(snapshots, 'files', part) !== undefined) return [];
      const [files, bytes] = ['files', 'bytes'].map((name) => (part === undefined ? '' : tagOf(part, name))) as [string, string];
      return [
        ...freeRepository(repository, wanted),
        // Planned before the files are stored, it has no snapshot yet; it is planned again just before it runs.
        script('guide/backups/files-verified.sh', [wanted.destination.directory, wanted.set, server.name, part?.id ?? '', longest, files, bytes, String(mostRead)], { stdin: passphraseOf(wanted), why: 'Checks the repository, reads of its data, and compares what the snapshot lists with what was stored' }),
      ];
    },
  });
