import { newestFirst } from '@/lib/engine/backup-sets';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** Each once, with the places to which it was copied; a copy whose first one is gone stands for itself. */
export const listBackupSets: Implementation<'backup-set.list'> = async ({ resources }, { server, limit }) => {
  const { repositories } = workOf(resources);
  const { id } = await findServer(workOf(resources), server);
  const [sets, copies, drills] = await Promise.all([repositories.backupSets.of(id, limit), repositories.backupCopies.of(id, limit), repositories.backupDrills.of(id, 500)]);
  const alone = copies.filter((copy, index) => !sets.some((set) => set.id === copy.id) && copies.findIndex((each) => each.id === copy.id) === index);
  const all = newestFirst([...sets, ...alone]).slice(0, limit);
  return all.map(({ destinationId: destination, runId: run, ...set }) => {
    // Of a place by itself: another copy of the same backup may be damaged.
    const drillAt = (place: string) => {
      const drill = drills.find((each) => each.set === set.id && (each.destination ?? destination) === place);
      return drill && { drill };
    };
    const others = copies.filter((copy) => copy.id === set.id && copy.destinationId !== destination);
    return { ...set, destination, run, ...(others.length > 0 && { copies: others.map(({ destinationId, state, endedAt, provenAt }) => ({ destination: destinationId, state, endedAt, provenAt, ...drillAt(destinationId) })) }), ...drillAt(destination) };
  });
};
