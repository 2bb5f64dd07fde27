import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { mongoArchiveReader } from '@/lib/facts/mongo-archive';
import { projectContainers } from '@/lib/facts/project-containers';
import { script } from '@/lib/shell/command';
import { readScript } from '@/lib/shell/read-script';
import { longest, passphraseOf } from '../backups/wanted';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { containerOf, partNeeds, partOf, quiet, type RestoreWanted } from './wanted';

/** Behind each other: the program that empties MongoDB and compares it (mongodb.py). */
const program = (): string => ['facts/mongodb-wire.py', 'guide/restore/mongodb.py'].map(readScript).join('\n');

export const mongodbRestored = (wanted: RestoreWanted): Step<Inputs> =>
  step({
    id: 'restore/mongodb',
    guide: 'backups/mongodb/1',
    title: 'Restore MongoDB',
    why: 'Projects, tasks, models, queues and users. All databases are dropped first: mongorestore changes no document that is there, and leaves collections that the backup does not have.',
    usually: minutes(5),
    needs: ({ layout }) => ({ ...partNeeds(wanted, 'mongodb'), containers: projectContainers(layout.base) }),
    plan({ containers, ...facts }, { layout }) {
      const part = partOf(wanted, 'mongodb', facts);
      if (part === null) return [];
      const container = containerOf(['mongo', 'mongodb'], containers, 'MongoDB');
      return [
        ...quiet(layout.base, containers),
        ...part.before,
        script('guide/restore/mongodb-restored.sh', [wanted.destination.directory, part.part.id, container, part.proof.id, longest, mongoArchiveReader.map(readScript).join('\n'), program()], { stdin: passphraseOf(wanted), effect: 'destroys', why: "Reads the archive to its end, drops all databases but MongoDB's own, restores them and counts; its input is the repository's passphrase" }),
        part.after,
      ];
    },
    destroys: () => ['all that MongoDB holds now'],
  });
