import { findServer } from './find-server';
import { restoreThatLeft } from './restore-left';
import type { Implementation } from './types';
import { workOf } from './work';

/** What a restore left that stopped on its way, and the backup that was made before it: a person goes on, or goes back to that. */
export const getLeftByRestore: Implementation<'restore.left'> = async ({ resources }, { server: name }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const found = await restoreThatLeft(work, server.id);
  if (found === null) return null;
  const { run: { id, state }, left } = found;
  const { backupSets, backupDestinations } = work.repositories;
  // Its set has the run's id; a destination that was forgotten meanwhile leads nowhere.
  const made = await backupSets.get(id);
  const isThere = made?.state === 'complete' && (await backupDestinations.of(server.id)).some((each) => each.id === made.destinationId);
  return { run: id, isOpen: state !== 'cancelled', left, safety: isThere ? { destination: made.destinationId, set: id } : null };
};
