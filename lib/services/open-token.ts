import { createHash, timingSafeEqual } from 'node:crypto';

/** 256 random bits: no guess hits it, so a plain hash of it is safe to store. */
export const newToken = (random: (size: number) => Uint8Array): string => Buffer.from(random(32)).toString('base64url');

export const hashToken = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');

/** Whether `token` is the one of this hash, in the same time for every guess; null: there is none. */
export function isToken(token: string, hash: string | null): boolean {
  return hash !== null && timingSafeEqual(Buffer.from(hashToken(token), 'hex'), Buffer.from(hash, 'hex'));
}
