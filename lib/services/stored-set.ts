import type { BackupSetRecord } from '@/lib/store/repositories/backup-sets';
import type { Work } from './work';

/** A backup as it lies at the destination `at`: where it was made, or a copy. Without one it is that which was made. null: there is none. */
export async function storedSet({ repositories: { backupCopies, backupSets } }: Work, id: string, at?: string): Promise<BackupSetRecord | null> {
  const made = await backupSets.get(id);
  if (at === undefined || made?.destinationId === at) return made;
  return backupCopies.get(id, at);
}

/** What is known of it there from now on. */
export async function putStoredSet({ repositories: { backupCopies, backupSets } }: Work, set: BackupSetRecord): Promise<void> {
  const isCopy = (await backupCopies.get(set.id, set.destinationId)) !== null;
  await (isCopy ? backupCopies : backupSets).put(set);
}
