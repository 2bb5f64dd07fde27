import type { BackupPlace } from '@/lib/contract/backup-destination';
import { GroundcrewError } from '@/lib/core/errors';
import { askFacts } from '@/lib/engine/ask';
import { resticRepository, type ResticRepository } from '@/lib/facts/restic-repository';
import type { Opening } from '@/lib/guide/backups/opening';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from './work';

/** What is to be asked: how it is opened, what kind of place it is, and which repository is known to lie there. `mustLie`: one does, though it is not known. */
export type Asked = Opening & { readonly kind: BackupPlace['kind']; readonly repositoryId: string | null; readonly mustLie?: boolean };

/**
 * Asks the server whether the passphrase opens what lies at the place, and whether that is the repository that is known: the old passphrase
 * is dropped, and nothing else opens it; and backups that are listed must be there. Where nothing lies, and nothing is known to have lain,
 * it is the one that a repository will be made with. Answers the id of the repository that lies there; null: none does yet.
 * @throws GroundcrewError `invalid_input` at its field, `conflict` when it can't be told, and as the connection does
 */
export async function refuseUnlessItOpens(work: Work, server: ServerRecord, { directory, passphrase, kind, repositoryId, mustLie = false }: Asked): Promise<string | null> {
  const fact = resticRepository(directory, passphrase);
  work.connections.forgive(server.id);
  const reading = await work.connections.use(server.id, async (host) => (await askFacts(host, work.reach, [fact])).get(fact.id));
  const untold = (why: string): GroundcrewError => new GroundcrewError({ code: 'conflict', reason: 'backup.untold', message: `It can't be told whether the passphrase opens the repository in ${directory}, so nothing was changed. ${why}` });
  const look = kind === 'directory' ? 'See whether the right disk is mounted.' : 'See whether the place is the right one.';
  if (reading?.readable !== true) throw untold(reading?.reason ?? 'The server gave no answer.');
  const found = reading.value as ResticRepository;
  switch (found.state) {
    case 'there':
      if (repositoryId === null || found.id === repositoryId) return found.id;
      throw untold(`Another repository lies there than the one to which the backups went before. ${look}`);
    case 'absent': case 'empty': case 'unfinished':
      if (mustLie) throw new GroundcrewError({ code: 'conflict', reason: 'backup.no-repository', message: `The server finds no backups in ${directory}. Nothing was saved.`, remedy: look });
      if (repositoryId === null) return null;
      throw untold(`The repository to which the backups went before is not there. ${look}`);
    case 'untold':
      if (mustLie) throw new GroundcrewError({ code: 'conflict', reason: 'backup.no-restic', message: 'The server has no restic to look at the backups with. Nothing was saved.', remedy: 'Have it installed, then try again.' });
      // Nothing is lost yet where no backup went; the first one installs restic and asks again.
      if (repositoryId === null && kind !== 'directory') return null;
      throw untold('The server has no restic to ask with.');
    case 'other': throw refusal('place.path', 'backup.other-content', `In ${directory} lies something that is no restic repository. Choose an empty directory.`);
    case 'wrong-passphrase': throw refusal('passphrase', 'backup.wrong-passphrase', `It does not open the repository in ${directory}, which keeps the one that it was made with. Nothing was changed.`);
  }
}

const refusal = (field: string, reason: string, message: string): GroundcrewError => new GroundcrewError({ code: 'invalid_input', field: `destination.${field}`, reason, message });
