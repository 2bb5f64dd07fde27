import type { DrillRecord } from '@/lib/contract/drill-record';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import { samePlaces } from './same-repository';
import type { Work } from './work';

/** Among these they are looked for. */
const lastDrills = 500;

/** A backup of which a drill is to tell something. `isOwn`: the server itself made it. */
interface Drilled {
  readonly set: string;
  readonly destination: BackupDestinationRecord;
  readonly isOwn: boolean;
}

/** The drills on a server by which a restore of such a backup there can be judged, the newest first: those of its own backups; of another server's, those of that one or of what lies beside it. */
export async function drillsLike(work: Work, serverId: string, { set, destination, isOwn }: Drilled): Promise<DrillRecord[]> {
  const drills = await work.repositories.backupDrills.on(serverId, lastDrills);
  if (isOwn) return drills.filter(({ on }) => on == null);
  // One that counts for the server that made it is noted by that one's name for the place.
  const places = (await samePlaces(work, destination)).map(({ id }) => id);
  return drills.filter((drill) => drill.set === set || (drill.on != null && drill.destination != null && places.includes(drill.destination)));
}
