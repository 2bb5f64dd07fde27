import { GroundcrewError } from '@/lib/core/errors';
import { slotFile } from '@/lib/contract/materials';
import { findServer } from './find-server';
import { overShown } from './material-meanwhile';
import { viewMaterials } from './materials-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const removeMaterial: Implementation<'materials.remove'> = async (context, { server: name, slot, earlier, replaces }) => {
  const work = workOf(context.resources);
  context.auditNote = earlier ? `the earlier ${slotFile[slot]}, for good` : slotFile[slot];
  const server = await findServer(work, name);
  const { materials } = work.repositories;
  if (!(await (earlier ? materials.forget(server.id, slot) : overShown(materials.remove(server.id, slot, replaces), context, server.name, slot))))
    throw new GroundcrewError({ code: 'not_found', reason: 'materials.absent', message: `There is no ${earlier ? 'earlier ' : ''}${slotFile[slot]} to remove.` });
  return viewMaterials(work, server);
};
