import { createHash } from 'node:crypto';
import type { Slot } from '@/lib/contract/materials';
import { secret } from '@/lib/core/secret';
import type { Work } from './work';

/** Stores a file's text, every byte of it, with its hash. */
export async function storeMaterial(work: Work, serverId: string, file: { slot: Slot; fileName: string; text: string }): Promise<void> {
  const bytes = Buffer.from(file.text, 'utf8');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await work.repositories.materials.put(serverId, { slot: file.slot, fileName: file.fileName, content: secret(file.text), bytes: bytes.length, sha256 }, work.resources.clock.now());
}
