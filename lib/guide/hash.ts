import { createHash } from 'node:crypto';
import { isSecret, type Secret } from '@/lib/core/secret';

/** SHA-256 in hex of several texts; where one ends can't be shifted into the next. */
export function hashOf(...parts: readonly (string | Secret | null)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const text = part === null ? '' : isSecret(part) ? part.reveal() : part;
    hash.update(`${part === null ? 'none' : Buffer.byteLength(text)}\n`).update(text);
  }
  return hash.digest('hex');
}

/** SHA-256 in hex of one text, as sha256sum(1) prints it for a file of that content. */
export function contentHash(text: string | Secret): string {
  return createHash('sha256').update(isSecret(text) ? text.reveal() : text).digest('hex');
}
