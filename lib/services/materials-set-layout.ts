import { findServer } from './find-server';
import { viewMaterials } from './materials-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const setLayout: Implementation<'materials.set-layout'> = async (context, { server: name, layout }) => {
  const work = workOf(context.resources);
  context.auditNote = layout ?? 'as detected';
  const server = await findServer(work, name);
  return viewMaterials(work, await work.repositories.servers.edit(server.id, { layoutOverride: layout }));
};
