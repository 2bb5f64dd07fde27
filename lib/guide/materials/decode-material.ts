import { GroundcrewError } from '@/lib/core/errors';
import { maxConstantsBytes, maxMaterialBytes, slotFile, type Slot } from '@/lib/contract/materials';

interface Kind { readonly name: string; readonly reason: string; readonly magic: readonly number[] }

/** First bytes of what is often dropped by mistake; an xlsx or docx is a zip. */
const kinds: readonly Kind[] = [
  { name: 'a zip archive or an Office document', reason: 'zip', magic: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'an empty zip archive', reason: 'zip', magic: [0x50, 0x4b, 0x05, 0x06] },
  { name: 'a gzip archive', reason: 'gzip', magic: [0x1f, 0x8b] },
  { name: 'an xz archive', reason: 'archive', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: 'a bzip2 archive', reason: 'archive', magic: [0x42, 0x5a, 0x68] },
  { name: 'a zstd archive', reason: 'archive', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'a 7-zip archive', reason: 'archive', magic: [0x37, 0x7a, 0xbc, 0xaf] },
  { name: 'a PDF document', reason: 'pdf', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: 'a rich text document', reason: 'rtf', magic: [0x7b, 0x5c, 0x72, 0x74, 0x66] },
  { name: 'an old Office document', reason: 'office', magic: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: 'a picture', reason: 'picture', magic: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a picture', reason: 'picture', magic: [0xff, 0xd8, 0xff] },
  { name: 'a program', reason: 'program', magic: [0x7f, 0x45, 0x4c, 0x46] },
];

/** Bytes that no text file holds: control characters but tab, line feed, form feed, carriage return. */
const control = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/;

/**
 * The text of an uploaded file, every byte of it (BOM and CRLF stay; the analysis remarks on them).
 * Throws GroundcrewError `invalid_input` with field `file` and reason `upload.<kind>`.
 */
export function decodeMaterial(slot: Slot, fileName: string, bytes: Uint8Array): { text: string } {
  const shown = shownName(fileName) || slotFile[slot];
  const refuse = (reason: string, message: string, remedy: string): never => {
    throw new GroundcrewError({ code: 'invalid_input', field: 'file', reason: `upload.${reason}`, message: `${message} Nothing was stored.`, remedy });
  };
  const pick = `Choose the ${slotFile[slot]} that ClearML provided.`;
  if (bytes.length === 0) refuse('empty', `${shown} is empty.`, pick);
  if (bytes.length > maxMaterialBytes) refuse('size', `${shown} has ${(bytes.length / 1e6).toFixed(1)} MB; at most 10 MB are accepted.`, pick);
  if (slot === 'constants' && bytes.length > maxConstantsBytes) refuse('size', `${shown} has ${Math.ceil(bytes.length / 1000)} KB; a constants.env of at most ${maxConstantsBytes / 1000} KB is accepted.`, pick);
  const kind = kinds.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
  if (kind) refuse(kind.reason, `${shown} is ${kind.name}, not a text file.`, kind.reason === 'zip' || kind.reason === 'gzip' || kind.reason === 'archive' ? `Unpack it first, then choose the ${slotFile[slot]} in it.` : pick);
  if (isUtf16(bytes)) refuse('utf-16', `${shown} is encoded as UTF-16; Docker reads UTF-8 only.`, 'Save it as UTF-8 in your editor ("UTF-8" or "UTF-8 without BOM"), then choose it again.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('encoding', `${shown} is not UTF-8 text${bytes.includes(0) ? ' but binary data' : ''}.`, 'Save it as UTF-8 in your editor, then choose it again.');
  }
  const at = text.search(control);
  if (at !== -1) refuse('binary', `${shown} holds binary data: line ${lineAt(text, at)} has the control character ${codePoint(text, at)}.`, pick);
  if (text.replace(/^\uFEFF/, '').trim() === '') refuse('empty', `${shown} holds only blank lines.`, pick);
  return { text };
}

/** Little- or big-endian mark, or every second byte zero at the beginning. */
function isUtf16(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  const head = bytes.subarray(0, 64);
  const zeros = [0, 1].map((parity) => head.filter((byte, index) => index % 2 === parity && byte === 0).length);
  const half = Math.floor(head.length / 2);
  return half >= 4 && ((zeros[0] === half && zeros[1] === 0) || (zeros[1] === half && zeros[0] === 0));
}

/** A stranger's file name, safe in a sentence: no control or direction characters, at most 80. */
function shownName(fileName: string): string {
  return fileName.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '').trim().slice(0, 80);
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
const codePoint = (text: string, index: number): string => `U+${(text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
