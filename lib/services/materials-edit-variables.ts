import { applyVariableEdits } from '@/lib/guide/materials/analyse';
import { findServer } from './find-server';
import { constantsOf, viewMaterials } from './materials-view';
import { storeMaterial } from './store-material';
import type { Implementation } from './types';
import { workOf } from './work';

export const editVariables: Implementation<'materials.edit-variables'> = async (context, { server: name, edits }) => {
  const work = workOf(context.resources);
  context.auditNote = edits.map((edit) => edit.name).slice(0, 20).join(', ');
  const server = await findServer(work, name);
  const { content, fileName } = await constantsOf(work, server);
  const text = applyVariableEdits(content.reveal(), edits);
  if (text !== content.reveal()) await storeMaterial(work, server.id, { slot: 'constants', fileName, text });
  return viewMaterials(work, server);
};
