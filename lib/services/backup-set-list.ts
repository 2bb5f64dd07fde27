import { saysOfBackup } from '@/lib/contract/drill-record';
import { newestFirst } from '@/lib/engine/backup-sets';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf, type Work } from './work';

/** Each once, with the places to which it was copied; a copy whose first one is gone stands for itself. */
export const listBackupSets: Implementation<'backup-set.list'> = async ({ resources }, { server, limit }) => {
  const { repositories } = workOf(resources);
  const { id } = await findServer(workOf(resources), server);
  const [sets, copies, drills] = await Promise.all([repositories.backupSets.of(id, limit), repositories.backupCopies.of(id, limit), repositories.backupDrills.of(id, 500)]);
  const nameOf = await namesOf(repositories, drills.flatMap(({ on }) => on ?? []));
  const alone = copies.filter((copy, index) => !sets.some((set) => set.id === copy.id) && copies.findIndex((each) => each.id === copy.id) === index);
  const all = newestFirst([...sets, ...alone]).slice(0, limit);
  return all.map(({ destinationId: destination, runId: run, ...set }) => {
    // Of a place by itself: another copy of the same backup may be damaged.
    const drillAt = (place: string) => {
      const all = drills.filter((each) => each.set === set.id && (each.destination ?? destination) === place);
      const drill = all.find(saysOfBackup) ?? all[0];
      return drill && { drill: { ...drill, ...(drill.on != null && { onName: nameOf.get(drill.on) ?? null }) } };
    };
    const others = copies.filter((copy) => copy.id === set.id && copy.destinationId !== destination);
    return { ...set, destination, run, ...(others.length > 0 && { copies: others.map(({ destinationId, state, endedAt, provenAt }) => ({ destination: destinationId, state, endedAt, provenAt, ...drillAt(destinationId) })) }), ...drillAt(destination) };
  });
};

/** Of the servers on which another one's backups were drilled; those that are gone have none. */
async function namesOf({ servers }: Work['repositories'], ids: readonly string[]): Promise<Map<string, string>> {
  const found = await Promise.all([...new Set(ids)].map((id) => servers.byId(id)));
  return new Map(found.flatMap((server) => (server ? [[server.id, server.name] as const] : [])));
}
