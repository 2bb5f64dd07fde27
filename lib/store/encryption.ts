import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { GroundcrewError } from '@/lib/core/errors';
import { Secret } from '@/lib/core/secret';

/** Where a value stands. It is bound to its place: moved to another row or column, it no longer opens. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** The row's primary key; parts of a compound one joined by "/". */
  readonly row: string;
}

export interface Encryption {
  /** Text for a column that ends in "Enc". */
  encrypt(value: Secret, place: Place): string;
  /** Throws GroundcrewError `storage` when the text was not written with this key for this place. */
  decrypt(text: string, place: Place): Secret;
  /** A key for another purpose, derived from the key file: 32 bytes as hex. */
  derive(purpose: string): Secret;
}

const version = 'v1';

/**
 * AES-256-GCM with a fresh 96-bit nonce for each value. Envelope: "v1.<nonce>.<tag>.<ciphertext>", base64url.
 * @param key the 32 bytes of the key file
 */
export function createEncryption(key: Buffer): Encryption {
  const dataKey = Buffer.from(hkdfSync('sha256', key, '', 'groundcrew/columns', 32));
  return {
    encrypt: (value, place) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', dataKey, nonce).setAAD(bind(place));
      const body = Buffer.concat([cipher.update(value.reveal(), 'utf8'), cipher.final()]);
      return [version, ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
    },
    decrypt: (text, place) => {
      const [found, ...parts] = text.split('.');
      const [nonce, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (found !== version || !nonce || !tag || !body || tag.length !== 16) throw unreadable(place, 'It is not in a form that this release knows.');
      try {
        const decipher = createDecipheriv('aes-256-gcm', dataKey, nonce, { authTagLength: 16 }).setAAD(bind(place));
        decipher.setAuthTag(tag);
        return new Secret(Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8'));
      } catch (cause) {
        throw unreadable(place, 'It was written with another key, for another row, or was changed.', cause);
      }
    },
    derive: (purpose) => new Secret(Buffer.from(hkdfSync('sha256', key, '', `groundcrew/${purpose}`, 32)).toString('hex')),
  };
}

function bind({ table, column, row }: Place): Buffer {
  return Buffer.from(JSON.stringify([table, column, row]), 'utf8');
}

function unreadable({ table, column }: Place, why: string, cause?: unknown): GroundcrewError {
  return new GroundcrewError({ code: 'storage', reason: 'encryption.unreadable', message: `A stored secret (${table}.${column}) cannot be read. ${why}`, remedy: 'Enter the secret again, or restore the key file that belongs to the database.', cause });
}
