import type { LayoutId, Materials } from '@/lib/contract/materials';
import { layoutId } from '@/lib/contract/materials';
import { GroundcrewError } from '@/lib/core/errors';
import { analyseMaterials } from '@/lib/guide/materials/analyse';
import type { MaterialFiles } from '@/lib/guide/materials/material-file';
import type { MaterialRecord } from '@/lib/store/repositories/materials';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from './work';

/** The stored files as the guide room reads them. They hold secrets: never into a DTO. */
export function toMaterialFiles(records: readonly MaterialRecord[]): MaterialFiles {
  return Object.fromEntries(records.map(({ slot, fileName, content, savedAt, sha256, bytes }) => [slot, { fileName, text: content.reveal(), savedAt, sha256, bytes }]));
}

export function chosenLayout(server: ServerRecord): LayoutId | null {
  return layoutId.safeParse(server.layoutOverride).data ?? null;
}

/** The three files as analysed. */
export async function viewMaterials(work: Work, server: ServerRecord): Promise<Materials> {
  const { materials } = work.repositories;
  return { ...analyseMaterials(toMaterialFiles(await materials.list(server.id)), chosenLayout(server)), earlier: await materials.earlier(server.id) };
}

/** The text of constants.env. Throws GroundcrewError `not_found` when it was not supplied. */
export async function constantsOf(work: Work, server: ServerRecord): Promise<MaterialRecord> {
  const found = (await work.repositories.materials.list(server.id)).find((file) => file.slot === 'constants');
  if (!found) throw new GroundcrewError({ code: 'not_found', reason: 'materials.no-constants', message: 'constants.env was not supplied yet.', remedy: 'Add the file first.' });
  return found;
}
