import { slotFile } from '@/lib/contract/materials';
import { GroundcrewError } from '@/lib/core/errors';
import { decodeMaterial } from '@/lib/guide/materials/decode-material';
import { findServer } from './find-server';
import { viewMaterials } from './materials-view';
import { storeMaterial } from './store-material';
import type { Implementation } from './types';
import { workOf } from './work';

export const putMaterial: Implementation<'materials.put'> = async (context, { server: name, file }) => {
  const work = workOf(context.resources);
  context.auditNote = slotFile[file.slot];
  const server = await findServer(work, name);
  const { text } = decodeMaterial(file.slot, file.fileName, readBase64(file.base64));
  await storeMaterial(work, server.id, { slot: file.slot, fileName: file.fileName, text });
  return viewMaterials(work, server);
};

function readBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  // Node skips what is not base64; a file that lost bytes on the way must not be stored.
  if (bytes.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, ''))
    throw new GroundcrewError({ code: 'invalid_input', field: 'file.base64', reason: 'upload.base64', message: 'The upload arrived damaged. Nothing was stored.', remedy: 'Choose the file again.' });
  return bytes;
}
