import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { BackupSetEntry } from '@/lib/store/repositories/backup-sets';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { placeName } from './find-backup-destination';

/**
 * Why a schedule can't begin a backup, whenever it is due, in sentences; null: it can.
 * The first backup may recreate Elasticsearch, which a person has to nod to: at night it would wait for that.
 */
export function whyNotScheduled({ state }: Pick<ServerRecord, 'state'>, destination: Pick<BackupDestinationRecord, 'id' | 'place'> | undefined, sets: readonly BackupSetEntry[], isHalfRestored: boolean): string | null {
  if (state !== 'installed' && state !== 'attention') return 'ClearML is not installed on this server by this console, so there is nothing to back up.';
  if (destination === undefined) return 'The destination to which the schedule backs up is not there. Add one, choose it in the schedule, and save that.';
  if (isHalfRestored) return 'The last restore stopped half way, so what ClearML keeps now may be half replaced. Nothing is backed up by the schedule and no older backup is deleted, until a backup is restored, or you start ClearML as it is on the Restore page.';
  const isKnown = sets.some((set) => set.destinationId === destination.id && set.state === 'complete' && set.endedAt !== null);
  return isKnown ? null : `No complete backup lies at ${placeName(destination.place)} yet. Back up once by hand first: the first one may have to recreate Elasticsearch, and asks you before it does.`;
}
