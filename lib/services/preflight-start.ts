import { viewCheckup } from './checkup-view';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** Answers with the checkup that has begun; one that is under way already is left to end. */
export const startPreflight: Implementation<'preflight.start'> = async ({ resources }, { server: name, only }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  work.connections.forgive(server.id);
  await work.checkups.startPreflight(server.id, only);
  return viewCheckup(work, server.id, 'preflight');
};
