import { Blocked } from '@/lib/engine/blocked';
import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { elasticsearchSnapshots } from '@/lib/facts/elasticsearch-snapshots';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { answered, placeInContainer } from './elasticsearch-place';
import { freeRepository } from './free-repository';
import { longest, passphraseOf, snapshotWith, type BackupWanted } from './wanted';

/** Elasticsearch's part of a backup: a snapshot of all indices but its own, of the moment at which it begins. ClearML goes on meanwhile. */
export const elasticsearchPart = (wanted: BackupWanted): Step<Inputs> =>
  step({
    id: 'backups/elasticsearch',
    guide: 'backups/elasticsearch/1',
    title: 'Back up Elasticsearch',
    why: 'What tasks report (scalars, plots, logs) is in Elasticsearch. It writes a snapshot itself; restic stores that, and Elasticsearch deletes it again.',
    usually: minutes(5),
    needs: ({ layout }) => {
      const { directory, passphrase } = wanted.destination;
      return { repository: resticRepository(directory, passphrase), snapshots: resticSnapshots(directory, passphrase, wanted.set), elasticsearch: elasticsearchSnapshots(layout.base) };
    },
    plan({ repository, snapshots, elasticsearch }, { layout, server }) {
      if (snapshotWith(snapshots, 'source=elasticsearch') !== undefined) return [];
      const { status, running } = answered(elasticsearch, layout);
      if (status === 'red') throw new Blocked('Elasticsearch is red: it lacks data, and a snapshot would lack them, too. Bring it back to yellow or green first; see its findings on the health page.');
      // What an earlier attempt of our own left running is stopped and deleted by the next.
      const other = running.find(({ repository: place, snapshot }) => place !== 'groundcrew' || !snapshot.startsWith('groundcrew-'));
      if (other !== undefined) throw new Blocked(`Elasticsearch makes the snapshot "${other.snapshot}" in the repository "${other.repository}" just now. Wait until that has ended, then try again.`);
      return [
        ...freeRepository(repository, wanted),
        script('guide/backups/elasticsearch-part.sh', [wanted.destination.directory, layout.base, wanted.set, server.name, longest, placeInContainer], { stdin: passphraseOf(wanted), why: "Lets Elasticsearch write a snapshot, stores its files in the repository, and lets Elasticsearch delete it; its input is the repository's passphrase" }),
      ];
    },
  });
