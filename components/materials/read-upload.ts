import { maxMaterialBytes, slotFile, type Slot } from '@/lib/contract/materials';
import { formatBytes } from '@/lib/core/units';

export interface Upload {
  slot: Slot;
  fileName: string;
  base64: string;
}

/** Reads a picked or dropped file. Throws an Error with a sentence when it is too large or can't be read. */
export async function readUpload(file: File, slot: Slot): Promise<Upload> {
  if (file.size > maxMaterialBytes) throw new Error(`${file.name} is ${formatBytes(file.size)}. At most ${formatBytes(maxMaterialBytes)} are taken; nothing was uploaded.`);
  if (file.size === 0) throw new Error(`${file.name} is empty. Nothing was uploaded.`);
  return { slot, fileName: file.name.slice(0, 255), base64: await toBase64(file, file.name) };
}

/** A pasted text as the file that its slot is for. */
export async function readPaste(text: string, slot: Slot): Promise<Upload> {
  return readUpload(new File([text], slotFile[slot]), slot);
}

/** Where a file belongs by its name; null when the name does not say. */
export function slotOfName(name: string): Slot | null {
  const lower = name.toLowerCase();
  if (/(^|[^a-z])override[^/]*\.ya?ml$/.test(lower)) return 'override';
  if (/(^|[^a-z])compose[^/]*\.ya?ml$/.test(lower)) return 'compose';
  return lower.endsWith('.env') ? 'constants' : null;
}

/** Bytes survive as they are: no text decoding on the way, so that a BOM or CRLF is seen by the analysis. */
function toBase64(blob: Blob, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(new Error(`${name} can’t be read by the browser. Choose it again.`));
    reader.onload = () => resolve((reader.result as string).replace(/^data:[^,]*,/, ''));
    reader.readAsDataURL(blob);
  });
}
