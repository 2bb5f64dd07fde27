import { directoryProblem } from '@/lib/contract/backup-destination';
import { Blocked } from '@/lib/engine/blocked';
import { seconds } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { realPath } from '@/lib/facts/real-path';
import { resticRepository } from '@/lib/facts/restic-repository';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { ownDirectories } from '../own-directories';
import { bothOf, type CopyWanted } from './copy-wanted';
import { isDirectory, passphraseOf, type BackupWanted } from './wanted';

/** The restic repository of the destination. `copy`: where copies are to go, made after the first one. Whether there is room on its file system is asked before (lib/engine/backup-guard.ts). */
export const repository = (wanted: BackupWanted, copy: CopyWanted | null = null): Step<Inputs> =>
  step({
    id: 'backups/repository',
    guide: null,
    title: "Make the backups' repository",
    why: 'All backups of this server go into one restic repository. Without its passphrase nobody can read them, and nobody can restore.',
    usually: seconds(5),
    needs: () => ({ repository: resticRepository(wanted.destination.directory, wanted.destination.passphrase), ...(isDirectory(wanted) ? { real: realPath(wanted.destination.directory) } : {}) }),
    plan({ repository, real }, inputs) {
      const { directory, repositoryId } = wanted.destination;
      const problem = real === undefined || real === directory ? null : directoryProblem(real, ownDirectories(inputs));
      if (problem !== null) throw new Blocked(`${directory} leads to ${real}. ${problem}`);
      // Below a disk that is not mounted a new repository would fill the wrong one.
      if (repositoryId !== null && (repository.state === 'there' ? repository.id !== repositoryId : ['absent', 'empty', 'unfinished'].includes(repository.state)))
        throw new Blocked(`${repository.state === 'there' ? `In ${directory} lies another repository than the one to which the backups went before` : `The repository to which the backups went before is not in ${directory}`}. See whether ${isDirectory(wanted) ? 'the right disk is mounted there' : 'the place is the right one'}. If a new repository is meant, remove the destination and add it again.`);
      switch (repository.state) {
        case 'there': return [];
        case 'wrong-passphrase': throw new Blocked(`The passphrase does not open the repository in ${directory}. Enter the one that it was made with, or choose an empty ${isDirectory(wanted) ? 'directory' : 'place'}.`);
        case 'other': throw new Blocked(repository.found === '' ? `${directory} is no directory. Choose another place for the backups.` : `${directory} holds something that is no restic repository, such as "${repository.found}". Choose an empty directory for the backups.`);
        default: return [script('guide/backups/repository.sh', [directory, ...(copy ? [copy.first.directory] : [])], { stdin: copy ? bothOf(copy) : passphraseOf(wanted), why: repository.state === 'untold' ? 'Opens the repository that seems to be there' : `Makes the repository${isDirectory(wanted) ? ', readable for root alone' : ''}; its input is the passphrase` })];
      }
    },
  });
