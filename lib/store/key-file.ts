import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { GroundcrewError } from '@/lib/core/errors';
import { secret } from '@/lib/core/secret';
import type { Database } from './database';
import { createEncryption, type Encryption } from './encryption';

const checkPlace = { table: 'Meta', column: 'value', row: 'key-check' } as const;
const checkText = 'this database belongs to this key';

/**
 * Opens the key file that belongs to the database; makes one only when neither holds anything yet.
 * Throws GroundcrewError `storage`, naming the file, when the key is missing, unsafe, damaged or another one's.
 */
export async function openKeyFile(file: string, database: Database): Promise<Encryption> {
  const check = (await database.meta.findUnique({ where: { key: checkPlace.row } }))?.value ?? null;
  if (!existsSync(file) && !existsSync(nextFile(file))) {
    if (check !== null || (await holdsData(database))) throw refuse(`The key file ${file} is missing, but the database beside it was written with a key.`, 'Put the key file back from where you keep it. Without it the stored credentials cannot be read; to begin anew, move the whole data directory away.');
    writeKey(file, randomBytes(32));
  }
  const encryption = check === null ? createEncryption(readKey(file)) : chooseKey(file, check);
  if (check === null) {
    if (await holdsData(database)) throw refuse(`The database beside ${file} does not say which key it was written with.`, 'Put back the database that belongs to this key file.');
    await database.meta.create({ data: { key: checkPlace.row, value: makeCheck(encryption) } });
  }
  return encryption;
}

/** The value by which a database knows its key. */
export function makeCheck(encryption: Encryption): string {
  return encryption.encrypt(secret(checkText), checkPlace);
}

/** Where a rotation leaves the new key until the database has taken it. */
export const nextFile = (file: string) => `${file}.next`;

/** Writes a key that is on the disk when this returns. Never replaces one. */
export function writeKey(file: string, key: Buffer): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, `${key.toString('hex')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  const directory = openSync(path.dirname(file), 'r');
  fsyncSync(directory);
  closeSync(directory);
}

/** The current key, or the next one when a rotation was cut between the database and the file. */
function chooseKey(file: string, check: string): Encryption {
  const next = nextFile(file);
  if (existsSync(file)) {
    const current = createEncryption(readKey(file));
    if (opens(current, check)) {
      rmSync(next, { force: true });
      return current;
    }
  }
  if (existsSync(next)) {
    const rotated = createEncryption(readKey(next));
    if (opens(rotated, check)) {
      renameSync(next, file);
      return rotated;
    }
  }
  throw refuse(`The key file ${file} is not the one that this database was written with.`, 'Put back the key file that belongs to this database, or the database that belongs to this key file.');
}

function readKey(file: string): Buffer {
  if ((statSync(file).mode & 0o077) !== 0) throw refuse(`The key file ${file} can be read by other users of this machine.`, `Run "chmod 600 ${file}" and start again.`);
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text) || /^(.)\1*$/.test(text)) throw refuse(`The key file ${file} does not hold a key.`, 'Put the key file back from where you keep it.');
  return Buffer.from(text, 'hex');
}

function opens(encryption: Encryption, check: string): boolean {
  try {
    return encryption.decrypt(check, checkPlace).reveal() === checkText;
  } catch {
    return false;
  }
}

async function holdsData(database: Database): Promise<boolean> {
  return (await database.user.count()) + (await database.server.count()) > 0;
}

function refuse(message: string, remedy: string): GroundcrewError {
  return new GroundcrewError({ code: 'storage', reason: 'key-file', message, remedy });
}
