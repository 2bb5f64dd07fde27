import { contentsOf } from '@/lib/engine/backup-contents';
import { findServer } from './find-server';
import { storedSet } from './stored-set';
import type { Implementation } from './types';
import { workOf } from './work';

/** By what is known at that destination; where nothing is, by what is known of it elsewhere: it is the same backup. */
export const getBackupSet: Implementation<'backup-set.get'> = async ({ resources }, { server: name, set: id, destination: at }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const found = (await storedSet(work, id, at)) ?? (await storedSet(work, id));
  if (found === null || found.serverId !== server.id) return null;
  const { destinationId: destination, runId: run, manifest, ...set } = found;
  return { ...set, destination, run, contents: contentsOf(manifest) };
};
