import { GroundcrewError } from '@/lib/core/errors';
import { slotFile } from '@/lib/contract/materials';
import { findServer } from './find-server';
import { viewMaterials } from './materials-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const removeMaterial: Implementation<'materials.remove'> = async (context, { server: name, slot }) => {
  const work = workOf(context.resources);
  context.auditNote = slotFile[slot];
  const server = await findServer(work, name);
  if (!(await work.repositories.materials.remove(server.id, slot)))
    throw new GroundcrewError({ code: 'not_found', reason: 'materials.absent', message: `There is no ${slotFile[slot]} to remove.` });
  return viewMaterials(work, server);
};
