import { minutes } from '@/lib/core/units';
import { Blocked } from '@/lib/engine/blocked';
import type { Step } from '@/lib/engine/types';
import { script } from '@/lib/shell/command';
import { fileServerTree } from '../backups/file-server-tree';
import { longest, passphraseOf } from '../backups/wanted';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { fileServerOwner } from './files-restored';
import { partNeeds, partOf, type RestoreWanted } from './wanted';

/** One file of a backup, put beside the living one. `file`: from "/" on, which is the file server's top. */
export const fileRestored = (wanted: RestoreWanted, file: string): Step<Inputs> =>
  step({
    id: 'restore/file',
    guide: null,
    title: 'Put a file of a backup beside the one that is there',
    why: 'It gets the time behind its name. Nothing that is there is changed, and ClearML goes on meanwhile.',
    usually: minutes(1),
    needs: () => partNeeds(wanted, 'files'),
    plan(facts, inputs) {
      const part = partOf(wanted, 'files', facts);
      if (part === null) return [];
      const { path, isKnown } = fileServerTree(inputs);
      if (!isKnown) throw new Blocked('The compose files do not say in which directory of the server the file server keeps its files. Mount one at /mnt/fileserver of its container, then try again.');
      return [
        ...part.before,
        script('guide/restore/file-restored.sh', [wanted.destination.directory, part.part.id, path, file, longest, fileServerOwner(inputs)], { stdin: passphraseOf(wanted), why: "Writes the file under a name of its own; its input is the repository's passphrase" }),
        part.after,
      ];
    },
  });
