import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BackupPlace } from '@/lib/contract/backup-destination';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { openDatabase } from '@/lib/store/database';
import type { Encryption } from '@/lib/store/encryption';
import { openKeyFile } from '@/lib/store/key-file';
import { createRepositories, type Repositories } from '@/lib/store/repositories/repositories';
import { rotateKey } from '@/lib/store/rotate-key';
import { openTestDatabase, type TestDatabase } from '../../../support/database';

let test: TestDatabase;
let keyFile: string;
let current: Encryption;
let repositories: Repositories;
const server = newId();
const place = (path: string): BackupPlace => ({ kind: 'directory', path });
const first = { id: newId(), serverId: server, place: place('/mnt/one') };
const canary = 'canary-passphrase-of-restic';
beforeEach(async () => {
  test = await openTestDatabase();
  keyFile = path.join(test.directory, 'key');
  current = await openKeyFile(keyFile, test.database);
  repositories = createRepositories(test.database, current);
  await repositories.servers.add(server, { name: 'one', address: 'a', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, 0);
  await repositories.backupDestinations.add(first, secret(canary), 0);
});
afterEach(() => test.close());

it('gives back what was entered, in order, and a passphrase to whoever asks for it only', async () => {
  const second = { id: newId(), serverId: server, place: place('/mnt/two') };
  await repositories.backupDestinations.add(second, secret('another passphrase'), 1000);
  const all = await repositories.backupDestinations.of(server);
  expect(all).toEqual([{ ...first, secret: { isSet: false }, repositoryId: null, passphraseKeptAt: null, createdAt: '1970-01-01T00:00:00.000Z' }, { ...second, secret: { isSet: false }, repositoryId: null, passphraseKeptAt: null, createdAt: '1970-01-01T00:00:01.000Z' }]);
  expect((await repositories.backupDestinations.passphrase(second.id)).reveal()).toBe('another passphrase');
  expect((await repositories.backupDestinations.passphrases(server)).map((each) => each.reveal())).toEqual([canary, 'another passphrase']);
});

it('seals the passphrase: the files hold it in no form, and it opens in its own row only', async () => {
  const second = { id: newId(), serverId: server, place: place('/mnt/two') };
  await repositories.backupDestinations.add(second, secret('another passphrase'), 0);
  for (const file of readdirSync(test.directory)) {
    const bytes = readFileSync(path.join(test.directory, file)).toString('latin1');
    expect(bytes.includes(canary) || bytes.includes(Buffer.from(canary).toString('base64').slice(0, 24)), file).toBe(false);
  }
  const { passphraseEnc } = await test.database.backupDestination.findUniqueOrThrow({ where: { id: first.id } });
  await test.database.backupDestination.update({ where: { id: second.id }, data: { passphraseEnc } });
  await expect(repositories.backupDestinations.passphrase(second.id)).rejects.toMatchObject({ code: 'storage' });
});

it('keeps the passphrase through a change of the key', async () => {
  expect(rotateKey({ databaseFile: test.file, keyFile, current })).toBe(1);
  const database = await openDatabase(test.file);
  try {
    await expect(createRepositories(database, current).backupDestinations.passphrase(first.id)).rejects.toMatchObject({ code: 'storage' });
    expect((await createRepositories(database, await openKeyFile(keyFile, database)).backupDestinations.passphrase(first.id)).reveal()).toBe(canary);
  } finally {
    await database.$disconnect();
  }
});

it('seals what a place asks for besides, tells it to the redactor, and forgets it where the place needs none any more', async () => {
  const { backupDestinations } = repositories;
  const far: BackupPlace = { kind: 's3', endpoint: 'https://s3.example.com', bucket: 'backups', prefix: '', region: '', keyId: 'one' };
  const second = { id: newId(), serverId: server, place: far };
  await backupDestinations.add(second, secret('another passphrase'), 0, secret('canary-of-the-key'));
  for (const file of readdirSync(test.directory)) expect(readFileSync(path.join(test.directory, file)).toString('latin1').includes('canary-of-the-key'), file).toBe(false);
  expect([(await backupDestinations.secret(first.id)), (await backupDestinations.secret(second.id))?.reveal()]).toEqual([null, 'canary-of-the-key']);
  expect((await backupDestinations.passphrases(server)).map((each) => each.reveal())).toContain('canary-of-the-key');
  expect(rotateKey({ databaseFile: test.file, keyFile, current })).toBe(3);
  const database = await openDatabase(test.file);
  try {
    expect((await createRepositories(database, await openKeyFile(keyFile, database)).backupDestinations.secret(second.id))?.reveal()).toBe('canary-of-the-key');
  } finally {
    await database.$disconnect();
  }
  // Another key for the same bucket is the same place: the known repository stays, and no second destination may have it.
  await backupDestinations.noteRepository(second.id, 'a'.repeat(64));
  await backupDestinations.edit(second.id, { place: { ...far, keyId: 'two' }, secret: secret('another key') });
  expect((await backupDestinations.of(server)).find(({ id }) => id === second.id)).toMatchObject({ place: { keyId: 'two' }, secret: { isSet: true }, repositoryId: 'a'.repeat(64) });
  await expect(backupDestinations.add({ id: newId(), serverId: server, place: far }, secret('x'), 0)).rejects.toMatchObject({ reason: 'backup.same-place' });
  await backupDestinations.edit(second.id, { place: place('/mnt/two'), secret: null });
  expect((await backupDestinations.of(server)).find(({ id }) => id === second.id)).toMatchObject({ secret: { isSet: false }, repositoryId: null });
});

it('lets one destination of a server have a place', async () => {
  const { backupDestinations } = repositories;
  const second = { id: newId(), serverId: server, place: place('/mnt/two') };
  const taken = { code: 'conflict', reason: 'backup.same-place' };
  await expect(backupDestinations.add({ ...second, place: first.place }, secret('x'), 0)).rejects.toMatchObject(taken);
  await backupDestinations.add(second, secret('x'), 0);
  await expect(backupDestinations.edit(second.id, { place: first.place })).rejects.toMatchObject(taken);
  const other = newId();
  await repositories.servers.add(other, { name: 'two', address: 'b', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, 0);
  await backupDestinations.add({ id: newId(), serverId: other, place: first.place }, secret('x'), 0);
  expect([(await backupDestinations.of(server)).length, (await backupDestinations.of(other)).length]).toEqual([2, 1]);
});

it('notices another repository at the same place, and forgets the known one only when the place changes', async () => {
  const { backupDestinations } = repositories;
  const [mine, foreign] = ['a'.repeat(64), 'b'.repeat(64)] as const;
  const known = async () => (await backupDestinations.of(server))[0]?.repositoryId;
  for (const hostile of ['', 'a'.repeat(63), `${mine}\n`, '../x']) await expect(backupDestinations.noteRepository(first.id, hostile)).rejects.toMatchObject({ code: 'remote' });
  await backupDestinations.noteRepository(first.id, mine);
  await backupDestinations.noteRepository(first.id, mine);
  await expect(backupDestinations.noteRepository(first.id, foreign)).rejects.toMatchObject({ code: 'conflict', reason: 'backup.other-repository' });
  await backupDestinations.edit(first.id, { place: first.place, passphrase: secret('a new one that works') });
  expect([await known(), (await backupDestinations.passphrase(first.id)).reveal()]).toEqual([mine, 'a new one that works']);
  await backupDestinations.edit(first.id, { place: place('/mnt/elsewhere') });
  expect([await known(), (await backupDestinations.passphrase(first.id)).reveal()]).toEqual([null, 'a new one that works']);
});

it('does not trust a row of another version, but still knows its passphrase', async () => {
  for (const data of [{ place: '{"kind":"directory","path":"/mnt/../etc"}' }, { place: 'no JSON' }, { kind: 'tape', place: '{"kind":"tape"}' }, { kind: 'sftp', place: JSON.stringify(first.place) }]) {
    await test.database.backupDestination.update({ where: { id: first.id }, data });
    expect(await repositories.backupDestinations.of(server)).toEqual([]);
  }
  expect(await repositories.backupDestinations.passphrases(server)).toHaveLength(1);
});

it('goes with its server, and takes along what is known of its backups', async () => {
  const { backupDestinations, backupSets } = repositories;
  const set = { id: newId(), serverId: server, destinationId: first.id, runId: null, startedAt: '2026-11-30T02:30:00.000Z', endedAt: null, state: 'incomplete', verifiedAt: null, provenAt: null, bytes: 0, parts: [], manifest: null } as const;
  await backupSets.put({ ...set, parts: [] });
  expect([await backupDestinations.remove(first.id), await backupDestinations.remove(first.id), await backupSets.of(server, 9)]).toEqual([true, false, []]);
  await backupDestinations.add(first, secret(canary), 0);
  await repositories.servers.remove(server);
  expect(await test.database.backupDestination.count()).toBe(0);
});
