import { createHash } from 'node:crypto';
import type { Slot } from '@/lib/contract/materials';
import { secret } from '@/lib/core/secret';
import type { MaterialRecord } from '@/lib/store/repositories/materials';

/** A file's text as it is stored: every byte of it, with its hash. */
export function toStored(slot: Slot, fileName: string, text: string): Omit<MaterialRecord, 'savedAt'> {
  const bytes = Buffer.from(text, 'utf8');
  return { slot, fileName, content: secret(text), bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
