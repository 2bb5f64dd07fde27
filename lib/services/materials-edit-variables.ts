import { applyVariableEdits } from '@/lib/guide/materials/analyse';
import { findServer } from './find-server';
import { constantsOf, viewMaterials } from './materials-view';
import { toStored } from './stored-material';
import type { Implementation } from './types';
import { workOf } from './work';

export const editVariables: Implementation<'materials.edit-variables'> = async (context, { server: name, edits }) => {
  const work = workOf(context.resources);
  context.auditNote = edits.map((edit) => edit.name).slice(0, 20).join(', ');
  const server = await findServer(work, name);
  const { content, fileName } = await constantsOf(work, server);
  const text = applyVariableEdits(content.reveal(), edits);
  if (text !== content.reveal()) await work.repositories.materials.edit(server.id, toStored('constants', fileName, text), context.clock.now());
  return viewMaterials(work, server);
};
