import { Blocked } from '@/lib/engine/blocked';
import { secret } from '@/lib/core/secret';
import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { realPath } from '@/lib/facts/real-path';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { recordedDisks, troublesOfTree } from '../recorded-disks';
import { fileServerTree } from './file-server-tree';
import { freeRepository } from './free-repository';
import { longestFiles, passphraseOf, snapshotWith, type BackupWanted } from './wanted';

/** The file server's part: last of all, so that what MongoDB and Elasticsearch refer to is in it. restic sends only what it does not have yet. */
export const filesPart = (wanted: BackupWanted): Step<Inputs> =>
  step({
    id: 'backups/files',
    guide: 'backups/fileserver/1',
    title: "Back up the file server's files",
    why: 'Artifacts, models and debug samples are files. restic stores them with their names, owners and links, and those that it has not stored before only.',
    usually: minutes(10),
    needs: (inputs) => {
      const { directory, passphrase } = wanted.destination;
      return { repository: resticRepository(directory, passphrase), snapshots: resticSnapshots(directory, passphrase, wanted.set), real: realPath(fileServerTree(inputs).path), ...recordedDisks(inputs) };
    },
    plan({ repository, snapshots, real, mounts, recorded }, inputs) {
      if (snapshotWith(snapshots, 'source=files') !== undefined) return [];
      const { path, isKnown, scratch } = fileServerTree(inputs);
      if (!isKnown) throw new Blocked(`The compose files do not say in which directory of the server the file server keeps its files: neither is one mounted at /mnt/fileserver of its container, nor ${path} anywhere in it. Mount one, then try again.`);
      const [trouble] = troublesOfTree([path, real], recorded, mounts);
      if (trouble !== undefined) throw new Blocked(`${trouble}. Mount it ("mount -a" as root), then try again: without it the backup would hold an empty directory in place of the file server's files.`);
      return [
        ...freeRepository(repository, wanted),
        // Not among the words: they are as many as somebody likes, and restic reads them from a file.
        script('guide/backups/files-part.sh', [wanted.destination.directory, path, wanted.set, inputs.server.name, longestFiles, scratch], { stdin: secret([passphraseOf(wanted).reveal(), ...(wanted.exclude ?? []).map((pattern) => `exclude=${pattern}`)].join('\n')), why: `Stores the file server's files in the repository; its input is the repository's passphrase${wanted.exclude?.length ? `, and what is left out: ${wanted.exclude.join(', ')}` : ''}` }),
      ];
    },
  });
