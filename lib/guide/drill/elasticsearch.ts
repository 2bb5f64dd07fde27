import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { projectContainers } from '@/lib/facts/project-containers';
import { script } from '@/lib/shell/command';
import { readScript } from '@/lib/shell/read-script';
import { longest, passphraseOf } from '../backups/wanted';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { containerOf } from '../restore/wanted';
import { drillMemory, drillRoom } from './room';
import { drillNeeds, drillPart, imageWord, type DrillWanted } from './wanted';

export const elasticsearchDrill = (wanted: DrillWanted): Step<Inputs> =>
  step({
    id: 'drill/elasticsearch',
    guide: null,
    title: 'Restore Elasticsearch into one of its own, and compare it',
    why: "A container of the same image, in a network that leads nowhere, without a port: it restores the stored snapshot by the script of a restore, its indices are counted, and it is removed, however that ends. ClearML's own is not touched.",
    usually: minutes(3),
    needs: ({ layout }) => ({ ...drillNeeds(wanted, 'elasticsearch'), containers: projectContainers(layout.base) }),
    plan({ containers, ...facts }) {
      const part = drillPart(wanted, 'elasticsearch', facts);
      if (part === null) return [];
      return [
        ...part.before,
        script('guide/drill/elasticsearch.sh', [
          wanted.destination.directory, part.part.id, part.proof.id, longest, readScript('guide/restore/elasticsearch-restored.sh'),
          wanted.run, wanted.place, wanted.elsewhere, containerOf(['elasticsearch', 'elastic'], containers, 'Elasticsearch'), String(drillMemory.elasticsearch), String(drillRoom('elasticsearch', part.bytes)), ...imageWord(wanted, 'elasticsearch'),
        ], { stdin: passphraseOf(wanted), why: "Starts an Elasticsearch of its own, has it restore the snapshot, compares the counts, and removes all of it; its input is the repository's passphrase" }),
        part.after,
      ];
    },
  });
