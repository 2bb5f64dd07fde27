import { saysOfBackup, type DrillRecord } from '@/lib/contract/drill-record';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import { samePlaces } from './same-repository';
import type { Work } from './work';

/** Among these they are looked for. */
const lastDrills = 500;

/** Tells the last drill that says something of a backup as it lies at one place. `isKnown`: it is among those of this server; of others, what this server itself has drilled. */
export async function drillsAt(work: Work, serverId: string, destination: BackupDestinationRecord): Promise<(set: string, isKnown: boolean) => DrillRecord | undefined> {
  const { backupDrills } = work.repositories;
  const [own, here] = await Promise.all([backupDrills.of(serverId, lastDrills), backupDrills.on(serverId, lastDrills)]);
  const foreign = here.filter(({ on }) => on != null);
  // One that counts for the server that made it is noted by that one's name for the place.
  const places = foreign.length === 0 ? [] : (await samePlaces(work, destination)).map(({ id }) => id);
  return (set, isKnown) => (isKnown
    ? own.find((drill) => drill.set === set && (drill.destination ?? destination.id) === destination.id && saysOfBackup(drill))
    : foreign.find((drill) => drill.set === set && drill.destination != null && places.includes(drill.destination)));
}
