import { slotFile, type Slot } from '@/lib/contract/materials';
import { GroundcrewError } from '@/lib/core/errors';
import { decodeMaterial } from '@/lib/guide/materials/decode-material';
import { displacementProblem } from '@/lib/guide/materials/displacement';
import { findServer } from './find-server';
import { overShown } from './material-meanwhile';
import { viewMaterials } from './materials-view';
import { toStored } from './stored-material';
import type { Implementation } from './types';
import { workOf } from './work';

export const putMaterial: Implementation<'materials.put'> = async (context, { server: name, file, replaces }) => {
  const work = workOf(context.resources);
  context.auditNote = slotFile[file.slot];
  const server = await findServer(work, name);
  const { text } = decodeMaterial(file.slot, file.fileName, readBase64(file.base64));
  const stored = Object.fromEntries((await work.repositories.materials.list(server.id)).map(({ slot, content }) => [slot, content.reveal()]));
  refuseWrongFile(file.slot, displacementProblem(file.slot, stored, text));
  await overShown(work.repositories.materials.replace(server.id, toStored(file.slot, file.fileName, text), context.clock.now(), replaces), context, server.name, file.slot);
  return viewMaterials(work, server);
};

/** A good file is not lost to a slip. Who means it removes the stored one first. */
function refuseWrongFile(slot: Slot, problem: string | null): void {
  if (problem === null) return;
  throw new GroundcrewError({
    code: 'invalid_input', field: 'file', reason: 'materials.wrong-file', message: `${problem} The stored ${slotFile[slot]} was kept.`,
    remedy: `Choose the ${slotFile[slot]} that ClearML provided. If this is the one, remove the stored file first.`,
  });
}

function readBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  // Node skips what is not base64; a file that lost bytes on the way must not be stored.
  if (bytes.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, ''))
    throw new GroundcrewError({ code: 'invalid_input', field: 'file.base64', reason: 'upload.base64', message: 'The upload arrived damaged. Nothing was stored.', remedy: 'Choose the file again.' });
  return bytes;
}
