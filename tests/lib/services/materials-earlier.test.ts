import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { redactorOfServer } from '@/lib/services/known-secrets';
import { workOf } from '@/lib/services/work';
import type { Slot } from '@/lib/contract/materials';
import { ServiceConsole } from '../../support/service-console';

let bench: ServiceConsole;
beforeAll(async () => {
  bench = await ServiceConsole.start();
  await bench.call('server.add', { name: 'alpha', address: '127.0.0.99', login: 'ops', auth: 'agent', sudo: 'none' });
});
afterAll(() => bench.close());

const server = 'alpha';
const put = (slot: Slot, text: string, fileName = 'dropped') => bench.call('materials.put', { server, file: { slot, fileName, base64: Buffer.from(text).toString('base64') } });
const value = async () => (await bench.call('materials.reveal', { server, name: 'A_TOKEN' })).value;

it('puts an earlier version back, byte for byte, and forth again', async () => {
  expect((await put('constants', 'A_TOKEN=canary-one\r\n', 'first')).earlier).toEqual([]);
  await put('constants', 'A_TOKEN=canary-one\r\n', 'first again'); // the same content: nothing was replaced
  const replaced = await put('constants', 'A_TOKEN=canary-two\n', 'second');
  expect(replaced.earlier).toMatchObject([{ slot: 'constants', fileName: 'first again', bytes: 20 }]);
  await bench.call('materials.edit-variables', { server, edits: [{ name: 'A_TOKEN', value: 'edited' }] });
  const back = await bench.call('materials.put-back', { server, slot: 'constants' });
  expect(back).toMatchObject({ files: [{ fileName: 'first again', sha256: replaced.earlier[0]!.sha256 }], earlier: [{ fileName: 'second' }] });
  expect(await value()).toBe('canary-one');
  await bench.call('materials.put-back', { server, slot: 'constants' });
  expect(await value()).toBe('edited');
});

it('keeps a removed file until it is forgotten', async () => {
  const removed = await bench.call('materials.remove', { server, slot: 'constants' });
  expect(removed).toMatchObject({ files: [], earlier: [{ fileName: 'second' }] });
  await expect(bench.call('materials.remove', { server, slot: 'constants' })).rejects.toMatchObject({ code: 'not_found' });
  expect((await bench.call('materials.put-back', { server, slot: 'constants' })).earlier).toEqual([]);
  await bench.call('materials.remove', { server, slot: 'constants' });
  expect((await bench.call('materials.remove', { server, slot: 'constants', earlier: true })).earlier).toEqual([]);
  await expect(bench.call('materials.put-back', { server, slot: 'constants' })).rejects.toMatchObject({ reason: 'materials.no-earlier' });
});

it('keeps a good file when a wrong one is dropped on it, and says so', async () => {
  const good = readFileSync('tests/support/materials/guide/docker-compose.yml', 'utf8');
  const { files } = await put('compose', good, 'docker-compose.yml');
  await expect(put('compose', 'A=1\nB=2\n')).rejects.toMatchObject({ reason: 'materials.wrong-file', message: expect.stringContaining('The stored docker-compose.yml was kept.') as string });
  expect(await bench.call('materials.get', { server })).toMatchObject({ files, earlier: [] });
  await bench.call('materials.remove', { server, slot: 'compose' });
  expect((await put('compose', 'A=1\nB=2\n')).remarks).toMatchObject([{ rule: 'wrong-slot' }]); // who means it gets it
  expect((await bench.call('materials.put-back', { server, slot: 'compose' })).files).toMatchObject([{ sha256: files[0]!.sha256 }]);
});

it('T-SEC-4 keeps earlier versions out of the database in clear text', async () => {
  await put('constants', 'A_TOKEN=canary-three\n');
  await put('constants', 'A_TOKEN=canary-four\n');
  const written = Buffer.concat(['groundcrew.db', 'groundcrew.db-wal'].map((file) => readFileSync(path.join(bench.dataDirectory, file))));
  expect(written.includes('constants.earlier')).toBe(true);
  expect(written.includes('canary-')).toBe(false);
});

it('T-SEC-1 knows the secrets of the replaced file, too: the server may still hold it', async () => {
  await put('constants', 'A_TOKEN=canary-five\n');
  await put('constants', 'A_TOKEN=canary-six\n');
  const work = workOf(bench.services.resources);
  const redactor = await redactorOfServer(work, (await work.repositories.servers.byName(server))!.id);
  expect(redactor.redact('canary-five and canary-six')).toBe('•••••• and ••••••');
});
