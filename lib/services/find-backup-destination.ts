import type { BackupDestination } from '@/lib/contract/backup-destination';
import type { BackupSchedule } from '@/lib/contract/backup-schedule';
import { repositoryAt } from '@/lib/contract/backup-place';
import { GroundcrewError } from '@/lib/core/errors';
import { openingOf, type Opening } from '@/lib/guide/backups/opening';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from './work';

/** The destination of that id, of this server. Throws GroundcrewError `not_found`. */
export async function findBackupDestination({ repositories }: Work, server: ServerRecord, id: string): Promise<BackupDestinationRecord> {
  const found = (await repositories.backupDestinations.of(server.id)).find((each) => each.id === id);
  if (found === undefined) throw new GroundcrewError({ code: 'not_found', reason: 'backup.no-destination', message: 'There is no such destination any more.', remedy: 'Open the list of destinations and choose one.' });
  return found;
}

/** What the pages see of it. Each has a passphrase. */
export const viewBackupDestination = ({ id, place, secret, repositoryId, passphraseKeptAt, createdAt }: BackupDestinationRecord): BackupDestination => ({ id, place, passphrase: { isSet: true }, passphraseKeptAt, secret, repositoryId, createdAt });

/** Where the schedule's backups go: what was chosen, or the first that was added; undefined: there is none, or the chosen one is gone. */
export const scheduledOf = <T extends Pick<BackupDestinationRecord, 'id'>>(destinations: readonly T[], schedule: Pick<BackupSchedule, 'destination'> | null | undefined): T | undefined =>
  schedule == null || schedule.destination === '' ? destinations[0] : destinations.find(({ id }) => id === schedule.destination);

/** How the scripts of a backup open its repository, with all its secrets: only to hand it to them. */
export async function openBackupDestination({ repositories: { backupDestinations } }: Work, { id, place }: Pick<BackupDestinationRecord, 'id' | 'place'>): Promise<Opening> {
  return openingOf(place, await backupDestinations.passphrase(id), await backupDestinations.secret(id));
}

/** The place in words that the audit may hold. */
export const placeName = (place: BackupDestination['place']): string => repositoryAt(place);

/** The steps of a backup or restore that is under way are given its destination anew. Throws GroundcrewError `conflict`. */
export async function refuseDuringBackup({ repositories }: Work, server: ServerRecord): Promise<void> {
  const open = (await repositories.runs.openOf(server.id))?.kind;
  if (open === 'restore' || open === 'file') throw new GroundcrewError({ code: 'conflict', reason: 'restore.run-open', message: 'A restore of this server is under way. Nothing was changed.', remedy: 'Let it end, or cancel it.' });
  if (open === 'backup') throw new GroundcrewError({ code: 'conflict', reason: 'backup.run-open', message: 'A backup of this server is under way. Nothing was changed.', remedy: 'Let it end, or cancel it.' });
}
