import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { elasticsearchSnapshots } from '@/lib/facts/elasticsearch-snapshots';
import { projectContainers } from '@/lib/facts/project-containers';
import { Blocked } from '@/lib/engine/blocked';
import { script } from '@/lib/shell/command';
import { answered, placeInContainer, placeOnServer } from '../backups/elasticsearch-place';
import { longest, passphraseOf } from '../backups/wanted';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { containerOf, partNeeds, partOf, quiet, type RestoreWanted } from './wanted';

export const elasticsearchRestored = (wanted: RestoreWanted): Step<Inputs> =>
  step({
    id: 'restore/elasticsearch',
    guide: null,
    title: 'Restore Elasticsearch',
    why: "What tasks reported. Elasticsearch restores its snapshot itself, from a copy beside its data; its own indices and settings stay, and the API server makes its templates anew.",
    usually: minutes(5),
    needs: ({ layout }) => ({ ...partNeeds(wanted, 'elasticsearch'), containers: projectContainers(layout.base), elasticsearch: elasticsearchSnapshots(layout.base) }),
    plan({ containers, elasticsearch, ...facts }, { layout }) {
      const part = partOf(wanted, 'elasticsearch', facts);
      if (part === null) return [];
      const container = containerOf(['elasticsearch', 'elastic'], containers, 'Elasticsearch');
      // An index of which a snapshot is being made can't be deleted.
      const [other] = answered(elasticsearch, layout).running;
      if (other !== undefined) throw new Blocked(`Elasticsearch makes the snapshot "${other.snapshot}" in the repository "${other.repository}" just now. Wait until that has ended, then try again.`);
      return [
        ...quiet(layout.base, containers),
        ...part.before,
        script('guide/restore/elasticsearch-restored.sh', [wanted.destination.directory, part.part.id, container, placeOnServer(layout).path, part.proof.id, longest], { stdin: passphraseOf(wanted), effect: 'destroys', why: `Puts the snapshot where Elasticsearch sees it (${placeInContainer}), deletes ClearML's indices one by one, has the stored ones restored, and compares them; its input is the repository's passphrase` }),
        part.after,
      ];
    },
    destroys: () => ["all of ClearML's indices in Elasticsearch"],
  });
