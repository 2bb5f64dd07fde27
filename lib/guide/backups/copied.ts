import { Blocked } from '@/lib/engine/blocked';
import { formatBytes, minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { destinationPlace } from '@/lib/facts/destination-place';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import { pathOf } from '../file-system-probe';
import type { Inputs } from '../inputs';
import { atFirst, bothOf, copyPairs, type CopyWanted } from './copy-wanted';
import { fileServerTree } from './file-server-tree';
import { freeRepository } from './free-repository';
import { bytesOf, storedOf } from './stored';
import { isDirectory, longestFiles } from './wanted';

/** The parts of a backup and their proofs, copied by restic from the repository in which they are complete to another. */
export const copied = (wanted: CopyWanted): Step<Inputs> =>
  step({
    id: 'backups/copy',
    guide: null,
    title: 'Copy the backup to the second destination',
    why: 'What takes one place away leaves the other. restic reads what the first one holds and sends what the second one does not have yet, encrypted with the passphrase of that one.',
    usually: minutes(10),
    needs: (inputs) => ({
      ...copyNeeds(wanted),
      // Of a place elsewhere nothing tells how much room it has.
      place: destinationPlace(isDirectory(wanted) ? wanted.destination.directory : inputs.layout.base, [pathOf(inputs.layout, 'data'), fileServerTree(inputs).path]),
    }),
    plan({ repository, snapshots, firstRepository, firstSnapshots, place }) {
      const { parts, proofs } = copyPairs(firstSnapshots, snapshots);
      const missing = [...parts, ...proofs].filter(({ copy }) => copy === undefined).map(({ original }) => original);
      if (parts.length > 0 && missing.length === 0) return [];
      // A full disk of its own makes the copy fail; one that ClearML needs, too, would stop ClearML.
      const bytes = bytesOf(storedOf(wanted.set, missing, null));
      if (isDirectory(wanted) && !place.isApart && place.free < bytes) throw new Blocked(`${wanted.destination.directory} has ${formatBytes(place.free)} free and shares its file system with ClearML's data; the copy may take ${formatBytes(bytes)}. Free space there, or copy to another disk.`);
      return [
        ...freeRepository(firstRepository, atFirst(wanted)),
        ...freeRepository(repository, wanted),
        // Planned before the backup is complete, it has no snapshot yet; it is planned again just before it runs.
        script('guide/backups/copied.sh', [wanted.destination.directory, wanted.first.directory, longestFiles, ...missing.map(({ id }) => id)], { stdin: bothOf(wanted), why: 'Sends what the second destination does not have yet; its input is what both need' }),
      ];
    },
  });

/** What both repositories hold of the backup. */
export const copyNeeds = ({ set, destination, first }: CopyWanted) => ({
  repository: resticRepository(destination.directory, destination.passphrase),
  snapshots: resticSnapshots(destination.directory, destination.passphrase, set),
  firstRepository: resticRepository(first.directory, first.passphrase),
  firstSnapshots: resticSnapshots(first.directory, first.passphrase, set),
});
