import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { freeRepository } from './free-repository';
import { longest, passphraseOf, proofOf, snapshotWith, tagOf, type BackupWanted } from './wanted';

/** The proof of Elasticsearch's part: each of its files read back out of the repository. It names the snapshot that it proves. */
export const elasticsearchVerified = (wanted: BackupWanted): Step<Inputs> =>
  step({
    id: 'backups/elasticsearch-verified',
    guide: null,
    title: "Read Elasticsearch's backup back",
    why: 'What was stored need not be whole. Each file is read back and compared with its hash; which indices are in it, and how many documents, is kept with it.',
    usually: minutes(2),
    needs: () => {
      const { directory, passphrase } = wanted.destination;
      return { repository: resticRepository(directory, passphrase), snapshots: resticSnapshots(directory, passphrase, wanted.set) };
    },
    plan({ repository, snapshots }, { server }) {
      const part = snapshotWith(snapshots, 'source=elasticsearch');
      if (part !== undefined && proofOf(snapshots, 'elasticsearch', part) !== undefined) return [];
      const tag = (name: string) => (part === undefined ? '' : tagOf(part, name));
      return [
        ...freeRepository(repository, wanted),
        // Planned before the snapshot was made, it has none yet; it is planned again just before it runs.
        script('guide/backups/elasticsearch-verified.sh', [wanted.destination.directory, wanted.set, server.name, part?.id ?? '', tag('counts'), tag('bytes'), tag('uuid'), longest], { stdin: passphraseOf(wanted), why: 'Checks the repository, reads each file of the snapshot out of it, and stores what was counted' }),
      ];
    },
  });
