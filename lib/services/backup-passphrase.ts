import { GroundcrewError } from '@/lib/core/errors';
import type { Secret } from '@/lib/core/secret';
import { askFacts } from '@/lib/engine/ask';
import { resticRepository, type ResticRepository } from '@/lib/facts/restic-repository';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from './work';

/**
 * Asks the server whether the passphrase opens what lies at the place, and whether that is the repository that is known: the old passphrase
 * is dropped, and nothing else opens it; and backups that are listed must be there. Where nothing lies, and nothing is known to have lain,
 * it is the one that a repository will be made with.
 * @throws GroundcrewError `invalid_input` at its field, `conflict` when it can't be told, and as the connection does
 */
export async function refuseUnlessItOpens(work: Work, server: ServerRecord, { place, repositoryId }: Pick<BackupDestinationRecord, 'place' | 'repositoryId'>, passphrase: Secret): Promise<void> {
  const fact = resticRepository(place.path, passphrase);
  work.connections.forgive(server.id);
  const reading = await work.connections.use(server.id, async (host) => (await askFacts(host, work.reach, [fact])).get(fact.id));
  if (reading?.readable !== true) throw untold(place.path, reading?.reason ?? 'The server gave no answer.');
  const found = reading.value as ResticRepository;
  switch (found.state) {
    case 'there':
      if (repositoryId === null || found.id === repositoryId) return;
      throw untold(place.path, 'Another repository lies there than the one to which the backups went before. See whether the right disk is mounted.');
    case 'absent': case 'empty': case 'unfinished':
      if (repositoryId === null) return;
      throw untold(place.path, 'The repository to which the backups went before is not there. See whether its disk is mounted.');
    case 'untold': throw untold(place.path, 'The server has no restic to ask with.');
    case 'other': throw refusal('place.path', 'backup.other-content', `In ${place.path} lies something that is no restic repository. Choose an empty directory.`);
    case 'wrong-passphrase': throw refusal('passphrase', 'backup.wrong-passphrase', `It does not open the repository in ${place.path}, which keeps the one that it was made with. Nothing was changed.`);
  }
}

const refusal = (field: string, reason: string, message: string): GroundcrewError => new GroundcrewError({ code: 'invalid_input', field: `destination.${field}`, reason, message });

const untold = (directory: string, why: string): GroundcrewError =>
  new GroundcrewError({ code: 'conflict', reason: 'backup.untold', message: `It can't be told whether the passphrase opens the repository in ${directory}, so nothing was changed. ${why}` });
