import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { script } from '@/lib/shell/command';
import { readScript } from '@/lib/shell/read-script';
import { fileServerTree } from '../backups/file-server-tree';
import { longestFiles, passphraseOf } from '../backups/wanted';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { drillRoom, isSample } from './room';
import { drillNeeds, drillPart, type DrillWanted } from './wanted';

export const filesDrill = (wanted: DrillWanted): Step<Inputs> =>
  step({
    id: 'drill/files',
    guide: null,
    title: 'Restore the files into a directory of their own, and compare them',
    why: 'Up to 20 GB all of them, by the script of a restore; of more, some at random. Their number, sizes and hashes are compared, and they are removed, however that ends.',
    usually: minutes(5),
    needs: () => drillNeeds(wanted, 'files'),
    plan(facts, inputs) {
      const part = drillPart(wanted, 'files', facts);
      if (part === null) return [];
      return [
        ...part.before,
        script('guide/drill/files.sh', [
          wanted.destination.directory, part.part.id, longestFiles, readScript('guide/restore/files-restored.sh'), readScript('guide/drill/files.py'),
          wanted.run, wanted.place, wanted.elsewhere, wanted.images ? '' : fileServerTree(inputs).path, String(drillRoom('files', part.bytes)), isSample(part.bytes) ? 'sample' : 'all',
        ], { stdin: passphraseOf(wanted), why: "Restores files beside everything else, compares them, and removes them; its input is the repository's passphrase" }),
        part.after,
      ];
    },
  });
