import { GroundcrewError } from '@/lib/core/errors';
import { viewDiagnosis } from './diagnosis-view';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** Starts in the background; the socket tells how far it is. A refused login is tried once more, because a person asks. */
export const startDiagnosis: Implementation<'diagnosis.start'> = async ({ resources, actor }, { server: name }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  if (server.state !== 'installed' && server.state !== 'attention') throw new GroundcrewError({ code: 'conflict', reason: 'diagnosis.nothing', message: 'Nothing was asked: ClearML was not installed on this server yet.', remedy: 'Install ClearML on it first.' });
  work.connections.forgive(server.id);
  work.diagnoses.begin(server, { by: actor?.name ?? 'system', alert: null });
  return viewDiagnosis(work, server.id, null);
};
