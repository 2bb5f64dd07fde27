import { applyVariableEdits } from '@/lib/guide/materials/analyse';
import { findServer } from './find-server';
import { fileChanged, overShown } from './material-meanwhile';
import { constantsOf, viewMaterials } from './materials-view';
import { toStored } from './stored-material';
import type { Implementation } from './types';
import { workOf } from './work';

export const editVariables: Implementation<'materials.edit-variables'> = async (context, { server: name, edits, replaces }) => {
  const work = workOf(context.resources);
  context.auditNote = edits.map((edit) => edit.name).slice(0, 20).join(', ');
  const server = await findServer(work, name);
  const { content, fileName, sha256 } = await constantsOf(work, server);
  if (replaces !== undefined && replaces !== sha256) throw await fileChanged(context, server.name, 'constants');
  const text = applyVariableEdits(content.reveal(), edits);
  if (text !== content.reveal()) await overShown(work.repositories.materials.edit(server.id, toStored('constants', fileName, text), context.clock.now(), sha256), context, server.name, 'constants');
  return viewMaterials(work, server);
};
