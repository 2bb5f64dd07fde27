import { createCipheriv, createDecipheriv, createHmac, hkdfSync, scrypt } from 'node:crypto';
import type { Secret } from '@/lib/core/secret';

/*
 * The parts of the age file format, version 1 (C2SP, "age-encryption.org/v1"), that a passphrase needs, made of what Node's own crypto offers:
 * docs/adr/0012. A test has the author's own library read and write the same.
 */
export const intro = 'age-encryption.org/v1\n';
/** Bytes of plain text in a chunk of the payload, and of the tag behind each. */
export const chunkBytes = 64 * 1024;
export const tagBytes = 16;
export const nonceBytes = 16;

/** Base64 of the format: without padding. */
export const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

/** The key that wraps the file's key. 2^`work` blocks of 1 KB are needed meanwhile, on a thread of its own. */
export function wrappingKey(passphrase: Secret, salt: Buffer, work: number): Promise<Buffer> {
  const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]);
  return new Promise((resolve, reject) => scrypt(passphrase.reveal(), labelled, 32, { N: 2 ** work, r: 8, p: 1, maxmem: 2 ** work * 1024 + 64 * 2 ** 20 }, (error, key) => (error ? reject(error) : resolve(key))));
}

/** The last line's code of the header, which ends in "---". */
export const headerCode = (fileKey: Buffer, header: string): Buffer => createHmac('sha256', derive(fileKey, '', 'header')).update(header).digest();
export const payloadKey = (fileKey: Buffer, nonce: Buffer): Buffer => derive(fileKey, nonce, 'payload');

/** Which chunk it is, and whether it is the last, is part of the nonce: none can be left out, doubled, moved or cut off. */
export function chunkNonce(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

export function seal(key: Buffer, nonce: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** null: it was sealed with another key or nonce, or was changed. */
export function unseal(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer | null {
  if (sealed.length < tagBytes) return null;
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

const derive = (key: Buffer, salt: Buffer | '', purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, salt, purpose, 32));
