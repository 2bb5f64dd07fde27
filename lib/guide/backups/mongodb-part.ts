import { Blocked } from '@/lib/engine/blocked';
import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { projectContainers } from '@/lib/facts/project-containers';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { freeRepository } from './free-repository';
import { longest, passphraseOf, snapshotWith, type BackupWanted } from './wanted';

/** MongoDB's part of a backup. ClearML goes on meanwhile, so what is written during the dump may be in it or not. */
export const mongodbPart = (wanted: BackupWanted): Step<Inputs> =>
  step({
    id: 'backups/mongodb',
    guide: 'backups/mongodb/1',
    title: 'Back up MongoDB',
    why: 'Projects, tasks, models, queues and users are in MongoDB. mongodump reads all its databases; restic stores what it prints.',
    usually: minutes(2),
    needs: ({ layout }) => {
      const { directory, passphrase } = wanted.destination;
      return { repository: resticRepository(directory, passphrase), snapshots: resticSnapshots(directory, passphrase, wanted.set), containers: projectContainers(layout.base) };
    },
    plan({ repository, snapshots, containers }, { layout, server }) {
      if (snapshotWith(snapshots, 'source=mongodb') !== undefined) return [];
      const runs = (containers ?? []).some(({ service, state }) => state === 'running' && (service === 'mongo' || service === 'mongodb'));
      if (!runs) throw new Blocked(`No container of MongoDB runs in the project in ${layout.base}. Start ClearML first.`);
      return [
        ...freeRepository(repository, wanted),
        script('guide/backups/mongodb-part.sh', [wanted.destination.directory, layout.base, wanted.set, server.name, longest], { stdin: passphraseOf(wanted), why: "Dumps all databases into the repository; its input is the repository's passphrase" }),
      ];
    },
  });
