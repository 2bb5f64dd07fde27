import { secret } from '@/lib/core/secret';
import { Blocked } from '@/lib/engine/blocked';
import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { projectContainers } from '@/lib/facts/project-containers';
import { realPath } from '@/lib/facts/real-path';
import { script } from '@/lib/shell/command';
import { fileServerTree } from '../backups/file-server-tree';
import { longestFiles, passphraseOf } from '../backups/wanted';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { recordedDisks, troublesOfTree } from '../recorded-disks';
import { partNeeds, partOf, quiet, type RestoreWanted } from './wanted';

export const filesRestored = (wanted: RestoreWanted): Step<Inputs> =>
  step({
    id: 'restore/files',
    guide: null,
    title: "Restore the file server's files",
    why: 'Artifacts, models and debug samples. They are restored beside what is there and take its place at once; what the backup does not have is removed with the rest.',
    usually: minutes(10),
    needs: (inputs) => ({ ...partNeeds(wanted, 'files'), containers: projectContainers(inputs.layout.base), real: realPath(fileServerTree(inputs).path), ...recordedDisks(inputs) }),
    plan({ containers, real, mounts, recorded, ...facts }, inputs) {
      const part = partOf(wanted, 'files', facts);
      if (part === null) return [];
      const { path, isKnown } = fileServerTree(inputs);
      if (!isKnown) throw new Blocked(`The compose files do not say in which directory of the server the file server keeps its files. Mount one at /mnt/fileserver of its container, then try again.`);
      const [trouble] = troublesOfTree([path, real], recorded, mounts);
      if (trouble !== undefined) throw new Blocked(`${trouble}. Mount it ("mount -a" as root), then try again: without it the files would fill another disk.`);
      return [
        ...quiet(inputs.layout.base, containers),
        ...part.before,
        script('guide/restore/files-restored.sh', [wanted.destination.directory, part.part.id, path, longestFiles, fileServerOwner(inputs)], { stdin: secret(`${wanted.run}\n${passphraseOf(wanted).reveal()}`), effect: 'destroys', why: "Restores the files beside those that are there, counts them, and puts them into their place; its input is the run and the repository's passphrase" }),
        part.after,
      ];
    },
    destroys: (_facts, inputs) => [`all that lies in ${fileServerTree(inputs).path} now`],
  });

/** From 3.29 on the file server is no root any more, and all that it keeps must be its own; before, owners stay as they were stored. */
export function fileServerOwner({ layout }: Inputs): string {
  const owner = layout.directories.find(({ path }) => path === 'data/fileserver')?.owner ?? '0:0';
  return owner === '65532:65532' ? owner : '';
}
