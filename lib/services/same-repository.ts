import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { BackupSetRecord } from '@/lib/store/repositories/backup-sets';
import { storedSet } from './stored-set';
import type { Work } from './work';

/**
 * The destination and those of other servers that lead to the same repository: by what restic calls it, which a server tells, and by the same
 * passphrase, which a person entered. A server that only says so gets nothing of another's.
 */
export async function samePlaces({ repositories: { backupDestinations } }: Work, destination: BackupDestinationRecord): Promise<BackupDestinationRecord[]> {
  if (destination.repositoryId === null) return [destination];
  const others = (await backupDestinations.ofRepository(destination.repositoryId)).filter(({ id }) => id !== destination.id);
  if (others.length === 0) return [destination];
  const passphrase = (await backupDestinations.passphrase(destination.id)).reveal();
  const same = await Promise.all(others.map(async (each) => ((await backupDestinations.passphrase(each.id)).reveal() === passphrase ? [each] : [])));
  return [destination, ...same.flat()];
}

/** A complete backup as the server that made it knows it, by a destination of whichever server that leads to where it lies; null: no server of this console does. */
export async function knownSet(work: Work, destination: BackupDestinationRecord, id: string): Promise<BackupSetRecord | null> {
  for (const place of await samePlaces(work, destination)) {
    const found = await storedSet(work, id, place.id);
    if (found?.state === 'complete') return found;
  }
  return null;
}
