import { Blocked } from '@/lib/engine/blocked';
import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import type { Mounts } from '@/lib/facts/mounts';
import { realPath } from '@/lib/facts/real-path';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { recordedDisks, troublesOfDisks } from '../recorded-disks';
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
      const troubles = [...missingDisks([path, real], mounts), ...troublesOfDisks(ofTree(recorded, [path, real]), mounts)];
      if (troubles.length > 0) throw new Blocked(`${troubles[0]}. Mount it ("mount -a" as root), then try again: without it the backup would hold an empty directory in place of the file server's files.`);
      return [
        ...freeRepository(repository, wanted),
        script('guide/backups/files-part.sh', [wanted.destination.directory, path, wanted.set, inputs.server.name, longestFiles, scratch], { stdin: passphraseOf(wanted), why: "Stores the file server's files in the repository; its input is the repository's passphrase" }),
      ];
    },
  });

const isWithin = (path: string, directory: string): boolean => path === directory || directory === '/' || path.startsWith(`${directory}/`);
/** A disk that holds the tree, or one that is mounted inside of it. */
const concerns = (target: string, paths: readonly string[]): boolean => paths.some((path) => isWithin(path, target) || isWithin(target, path));

const missingDisks = (paths: readonly string[], { unmounted = [] }: Mounts): string[] =>
  unmounted.filter((target) => concerns(target, paths)).map((target) => `The disk of ${target} is not mounted, though /etc/fstab or a mount unit wants it there`);

/** What the receipt says of other disks is no matter of the files. */
const ofTree = (recorded: string | undefined, paths: readonly string[]): string => (recorded ?? '').split(' ').filter((entry) => concerns(entry.split('=')[0] ?? '', paths)).join(' ');
