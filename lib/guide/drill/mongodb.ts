import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { mongoArchiveReader } from '@/lib/facts/mongo-archive';
import { projectContainers } from '@/lib/facts/project-containers';
import { script } from '@/lib/shell/command';
import { readScript } from '@/lib/shell/read-script';
import { longest, passphraseOf } from '../backups/wanted';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { containerOf } from '../restore/wanted';
import { drillMemory, drillRoom } from './room';
import { drillNeeds, drillPart, imageWord, type DrillWanted } from './wanted';

export const mongodbDrill = (wanted: DrillWanted): Step<Inputs> =>
  step({
    id: 'drill/mongodb',
    guide: null,
    title: 'Restore MongoDB into one of its own, and compare it',
    why: "A container of the same image, in a network that leads nowhere, without a port: the backup is restored into it by the script of a restore, its collections are counted, and it is removed, however that ends. ClearML's own is not touched.",
    usually: minutes(2),
    needs: ({ layout }) => ({ ...drillNeeds(wanted, 'mongodb'), containers: projectContainers(layout.base) }),
    plan({ containers, ...facts }) {
      const part = drillPart(wanted, 'mongodb', facts);
      if (part === null) return [];
      const program = ['facts/mongodb-wire.py', 'guide/restore/mongodb.py'].map(readScript).join('\n');
      return [
        ...part.before,
        script('guide/drill/mongodb.sh', [
          wanted.destination.directory, part.part.id, part.proof.id, longest, mongoArchiveReader.map(readScript).join('\n'), program, readScript('guide/restore/mongodb-restored.sh'),
          wanted.run, wanted.place, wanted.elsewhere, containerOf(['mongo', 'mongodb'], containers, 'MongoDB'), String(drillMemory.mongodb), String(drillRoom('mongodb', part.bytes)), ...imageWord(wanted, 'mongodb'),
        ], { stdin: passphraseOf(wanted), why: "Starts a MongoDB of its own, restores the backup into it, compares the counts, and removes all of it; its input is the repository's passphrase" }),
        part.after,
      ];
    },
  });
