import { GroundcrewError } from '@/lib/core/errors';
import { slotFile } from '@/lib/contract/materials';
import { findServer } from './find-server';
import { overShown } from './material-meanwhile';
import { viewMaterials } from './materials-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const putBackMaterial: Implementation<'materials.put-back'> = async (context, { server: name, slot, replaces }) => {
  const work = workOf(context.resources);
  context.auditNote = slotFile[slot];
  const server = await findServer(work, name);
  if (!(await overShown(work.repositories.materials.putBack(server.id, slot, replaces), context, server.name, slot)))
    throw new GroundcrewError({ code: 'not_found', reason: 'materials.no-earlier', message: `There is no earlier ${slotFile[slot]} to put back.` });
  return viewMaterials(work, server);
};
