import type { BackupSchedule } from '@/lib/contract/backup-schedule';
import { repositoryAt } from '@/lib/contract/backup-place';
import { GroundcrewError } from '@/lib/core/errors';
import { isSecret, type Secret } from '@/lib/core/secret';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { findBackupDestination, scheduledOf } from './find-backup-destination';
import type { Work } from './work';

/**
 * The destination to which a backup is copied; null: none is wanted. Throws GroundcrewError `not_found`, and `invalid_input` (reason
 * `backup.copy-to`) where no restic can copy from the one to the other.
 */
export async function findCopyTo(work: Work, server: ServerRecord, first: BackupDestinationRecord, id: string | null | undefined, field = 'copyTo'): Promise<BackupDestinationRecord | null> {
  if (id == null || id === '') return null;
  const copyTo = await findBackupDestination(work, server, id);
  const message = await whyNotCopied(work, first, copyTo);
  if (message !== null) throw new GroundcrewError({ code: 'invalid_input', field, reason: 'backup.copy-to', message });
  return copyTo;
}

/**
 * Why backups can't be copied as the schedule wants, in sentences; null: they can, or are not to be. `places`: the server's destinations; `changed`: one
 * of them as it would be, with its secret.
 */
export async function whyNoScheduledCopy(work: Work, schedule: BackupSchedule | null | undefined, places: readonly BackupDestinationRecord[], changed?: Place & { readonly secret: Secret | null }): Promise<string | null> {
  const wanted = schedule?.isOn ? (schedule.copyTo ?? '') : '';
  if (wanted === '') return null;
  const first = scheduledOf(places, schedule);
  if (first === undefined) return null;
  const copyTo = places.find(({ id }) => id === wanted);
  if (copyTo === undefined) return 'The destination to which the schedule copies backups is gone. Choose another one in the schedule, or none.';
  if (copyTo.id === first.id) return `Backups go to ${repositoryAt(first.place)} first by now, to which the schedule copies them. Choose another place for the copy in the schedule, or none.`;
  const now = (place: Place): Place => (changed?.id === place.id ? changed : place);
  return whyNotCopied(work, now(first), now(copyTo));
}

type Place = Pick<BackupDestinationRecord, 'id' | 'place'> & { readonly secret?: unknown };

/** restic takes one key of S3 for all that it opens, and no other program of the server could copy what is encrypted twice. */
async function whyNotCopied({ repositories: { backupDestinations } }: Work, first: Place, copyTo: Place): Promise<string | null> {
  if (first.id === copyTo.id) return 'The backup goes to this destination already. Choose another one, or none.';
  if (first.place.kind !== 's3' || copyTo.place.kind !== 's3') return null;
  const [one, other] = await Promise.all([first, copyTo].map(async ({ id, secret }) => (isSecret(secret) ? secret : await backupDestinations.secret(id))?.reveal()));
  if (first.place.keyId === copyTo.place.keyId && one === other) return null;
  return `restic works with one access key of S3 at a time, and ${repositoryAt(first.place)} and ${repositoryAt(copyTo.place)} have two. Give both the same key, or copy to a destination of another kind.`;
}
