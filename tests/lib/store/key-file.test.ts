import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { secret } from '@/lib/core/secret';
import { openDatabase, type Database } from '@/lib/store/database';
import { createEncryption } from '@/lib/store/encryption';
import { nextFile, openKeyFile, writeKey } from '@/lib/store/key-file';
import { migrate } from '@/lib/store/migrate';
import { encryptedColumns, rotateKey } from '@/lib/store/rotate-key';

let directory: string;
let databaseFile: string;
let keyFile: string;
let database: Database;
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'groundcrew-key-'));
  databaseFile = path.join(directory, 'groundcrew.db');
  keyFile = path.join(directory, 'key');
  await migrate(databaseFile, 'prisma/migrations', 'now');
  database = await openDatabase(databaseFile);
});
afterEach(async () => {
  await database.$disconnect();
  rmSync(directory, { recursive: true, force: true });
});
const canary = 'canary-5Lq9-sudo-password';
const place = { table: 'Server', column: 'sudoPasswordEnc', row: 'one' };
const addServer = (sudoPasswordEnc: string) => database.server.create({ data: { id: 'one', name: 'one', address: '192.0.2.1', port: 22, login: 'root', auth: 'password', sudo: 'same', sudoPasswordEnc } });

describe('encryption', () => {
  const encryption = createEncryption(Buffer.alloc(32, 7));

  test('a value opens in its place only, and no two envelopes are alike', () => {
    const text = encryption.encrypt(secret(canary), place);
    expect(encryption.decrypt(text, place).reveal()).toBe(canary);
    expect(encryption.encrypt(secret(canary), place)).not.toBe(text);
    for (const other of [{ ...place, row: 'two' }, { ...place, column: 'passwordEnc' }, { ...place, table: 'Run' }]) expect(() => encryption.decrypt(text, other)).toThrow(/cannot be read/);
    expect(() => createEncryption(Buffer.alloc(32, 8)).decrypt(text, place)).toThrow(/cannot be read/);
  });

  test('a changed or foreign envelope is refused', () => {
    const text = encryption.encrypt(secret(canary), place);
    const parts = text.split('.');
    const short = [parts[0], parts[1], Buffer.from(parts[2]!, 'base64url').subarray(0, 4).toString('base64url'), parts[3]].join('.');
    for (const bad of ['', 'v2' + text.slice(2), text.slice(0, -2), text.replace(/\.(.)([^.]*)$/, (_, first: string, rest: string) => `.${first === 'A' ? 'B' : 'A'}${rest}`), short]) expect(() => encryption.decrypt(bad, place)).toThrow(/cannot be read/);
  });

  test('every column that ends in Enc is among those that a rotation writes anew', () => {
    const schema = readFileSync('prisma/schema.prisma', 'utf8');
    const declared = [...schema.matchAll(/model (\w+) \{([^]*?)\n\}/g)].flatMap(([, model, body]) => [...body!.matchAll(/^\s*(\w+Enc)\s/gm)].map(([, column]) => `${model}.${column}`));
    expect(declared.length).toBeGreaterThan(0);
    expect(encryptedColumns.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)).sort()).toEqual(declared.sort());
  });
});

describe('T-AUTH-1: the key file', () => {
  test('is made once, for its owner alone', async () => {
    await openKeyFile(keyFile, database);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    const before = readFileSync(keyFile, 'utf8');
    await openKeyFile(keyFile, database);
    expect(readFileSync(keyFile, 'utf8')).toBe(before);
  });

  test('missing beside a database that was written with one: refuses and names it', async () => {
    await openKeyFile(keyFile, database);
    rmSync(keyFile);
    await expect(openKeyFile(keyFile, database)).rejects.toThrow(`The key file ${keyFile} is missing`);
    expect(existsSync(keyFile)).toBe(false);
  });

  test('another one: refuses and names it', async () => {
    await openKeyFile(keyFile, database);
    rmSync(keyFile);
    writeKey(keyFile, Buffer.alloc(32, 1).fill(2, 3));
    await expect(openKeyFile(keyFile, database)).rejects.toThrow(`The key file ${keyFile} is not the one`);
  });

  test('short, of one digit, or open to others: refuses', async () => {
    await openKeyFile(keyFile, database);
    const good = readFileSync(keyFile, 'utf8');
    for (const bad of ['', 'abc', '0'.repeat(64), 'change me please']) {
      writeFileSync(keyFile, bad);
      await expect(openKeyFile(keyFile, database)).rejects.toThrow(/does not hold a key/);
    }
    writeFileSync(keyFile, good);
    chmodSync(keyFile, 0o640);
    await expect(openKeyFile(keyFile, database)).rejects.toThrow(/other users of this machine/);
  });
});

describe('T-SEC-4: a stolen database', () => {
  test('holds no credential in any form', async () => {
    const encryption = await openKeyFile(keyFile, database);
    await addServer(encryption.encrypt(secret(canary), place));
    await database.$disconnect();
    for (const file of readdirSync(directory).filter((name) => name !== 'key')) {
      const bytes = readFileSync(path.join(directory, file)).toString('latin1');
      for (const form of [canary, Buffer.from(canary).toString('base64').slice(0, 24), Buffer.from(canary).toString('hex'), readFileSync(keyFile, 'utf8').trim()]) expect(bytes.includes(form), `${file}: ${form}`).toBe(false);
    }
  });

  test('a rotation writes all anew: the old key opens nothing, the new one all', async () => {
    const current = await openKeyFile(keyFile, database);
    await addServer(current.encrypt(secret(canary), place));
    await database.material.create({ data: { serverId: 'one', slot: 'compose', fileName: 'a', bytes: 1, sha256: 'x', savedAt: new Date(), contentEnc: current.encrypt(secret('services: {}'), { table: 'Material', column: 'contentEnc', row: 'one/compose' }) } });
    expect(rotateKey({ databaseFile, keyFile, current })).toBe(2);
    const { sudoPasswordEnc } = await database.server.findUniqueOrThrow({ where: { id: 'one' } });
    expect(() => current.decrypt(sudoPasswordEnc!, place)).toThrow();
    const rotated = await openKeyFile(keyFile, database);
    expect(rotated.decrypt(sudoPasswordEnc!, place).reveal()).toBe(canary);
  });

  test('a rotation that was cut: the key that fits is found', async () => {
    const current = await openKeyFile(keyFile, database);
    const old = readFileSync(keyFile, 'utf8');
    writeKey(nextFile(keyFile), Buffer.alloc(32, 1).fill(9, 1)); // cut before the database took it
    expect((await openKeyFile(keyFile, database)).derive('x').reveal()).toBe(current.derive('x').reveal());
    expect(existsSync(nextFile(keyFile))).toBe(false);

    rotateKey({ databaseFile, keyFile, current }); // cut before the file was renamed
    renameSync(keyFile, nextFile(keyFile));
    writeFileSync(keyFile, old, { mode: 0o600 });
    await openKeyFile(keyFile, database);
    expect(readFileSync(keyFile, 'utf8')).not.toBe(old);
  });
});
