import { viewCheckup } from './checkup-view';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const startVerification: Implementation<'verification.start'> = async ({ resources }, input) => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  work.connections.forgive(server.id);
  await work.checkups.startVerification(server.id);
  return viewCheckup(work, server.id, 'verification');
};
