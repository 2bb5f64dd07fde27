import type { Secret } from '@/lib/core/secret';
import type { Encryption } from '../encryption';

/** A secret for a column that ends in "Enc", bound to its table, column and row; null stays null. */
export function sealSecret(encryption: Encryption, table: string, column: string, row: string, value: Secret | null): string | null {
  return value === null ? null : encryption.encrypt(value, { table, column, row });
}

/** The way back. Throws GroundcrewError `storage` when the text was moved or changed. */
export function openSecret(encryption: Encryption, table: string, column: string, row: string, text: string | null): Secret | null {
  return text === null ? null : encryption.decrypt(text, { table, column, row });
}
