import { saysOfBackup, type DrillRecord } from '@/lib/contract/drill-record';
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
  const isThere = await foreignAt(work, destination);
  return drills.filter((drill) => drill.set === set || isThere(drill));
}

/** Tells the last drill that says something of a backup as it lies at one place. `isKnown`: it is among those of this server; of others, what this server itself has drilled. */
export async function drillsAt(work: Work, serverId: string, destination: BackupDestinationRecord): Promise<(set: string, isKnown: boolean) => DrillRecord | undefined> {
  const { backupDrills } = work.repositories;
  const [own, here] = await Promise.all([backupDrills.of(serverId, lastDrills), backupDrills.on(serverId, lastDrills)]);
  const isThere = here.some(({ on }) => on != null) ? await foreignAt(work, destination) : () => false;
  return (set, isKnown) => (isKnown
    ? own.find((drill) => drill.set === set && (drill.destination ?? destination.id) === destination.id && saysOfBackup(drill))
    : here.find((drill) => drill.set === set && isThere(drill)));
}

/** Whether a drill was of another server's backup at this place: one that counts for the server that made it is noted by that one's name for the place. */
async function foreignAt(work: Work, destination: BackupDestinationRecord): Promise<(drill: DrillRecord) => boolean> {
  const places = (await samePlaces(work, destination)).map(({ id }) => id);
  return ({ on, destination: at }) => on != null && at != null && places.includes(at);
}
