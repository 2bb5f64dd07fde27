import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { InputOf } from '@/lib/contract/verbs';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
let server = '';
beforeEach(async () => {
  bench = await RunBench.open([]);
  server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
});
afterEach(() => bench.close());

const settings = (dockerNoProxy: string): InputOf<'settings.save'>['settings'] => ({ access: { kind: 'http', address: '127.0.0.1' }, dockerNoProxy });
const file = (fileName: string, more = '') => Buffer.from(readFileSync(`tests/support/materials/guide/${fileName}`, 'utf8') + more).toString('base64');
const constants = (more = '') => ({ slot: 'constants' as const, fileName: 'constants.env', base64: file('constants.env', more) });
const shaOf = async () => (await bench.call('materials.get', { server })).files.find(({ slot }) => slot === 'constants')?.sha256 ?? null;

it('saves settings over the version that was loaded, and says who saved others meanwhile', async () => {
  const { version } = await bench.call('settings.get', { server });
  expect(version).toBe('');
  const first = await bench.call('settings.save', { server, settings: settings('one'), version }, 'grace');
  await expect(bench.call('settings.save', { server, settings: settings('two'), version })).rejects.toMatchObject({ code: 'conflict', reason: 'changed-meanwhile', message: 'The settings were changed meanwhile by grace. Nothing was saved.' });
  expect((await bench.call('settings.get', { server })).settings).toMatchObject({ dockerNoProxy: 'one' });
  const second = await bench.call('settings.save', { server, settings: settings('two'), version: first.version });
  expect(second.version).not.toBe(first.version);
  await expect(bench.call('settings.save', { server, settings: settings('three'), version: first.version })).rejects.toMatchObject({ message: 'The settings were changed meanwhile by yourself, in another window. Nothing was saved.' });
  expect((await bench.call('settings.get', { server })).settings).toMatchObject({ dockerNoProxy: 'two' });
});

it('lets one of two that save at the same moment through, whoever comes first', async () => {
  const { version } = await bench.call('settings.save', { server, settings: settings('before') });
  const all = await Promise.allSettled(['a', 'b', 'c'].map((each) => bench.call('settings.save', { server, settings: settings(each), version })));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const each of all) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'conflict', reason: 'changed-meanwhile' });
});

it('changes, replaces and removes a file only as it was shown', async () => {
  await bench.call('materials.put', { server, file: constants(), replaces: null });
  const shown = await shaOf();
  await bench.call('materials.edit-variables', { server, edits: [{ name: 'ADDED', value: 'by grace' }], replaces: shown }, 'grace');
  const now = await shaOf();
  const refused = { code: 'conflict', reason: 'changed-meanwhile', message: 'constants.env was changed meanwhile by grace. Nothing was saved.' };
  await expect(bench.call('materials.edit-variables', { server, edits: [{ name: 'OTHER', value: 'x' }], replaces: shown })).rejects.toMatchObject(refused);
  await expect(bench.call('materials.put', { server, file: constants('MORE=1\n'), replaces: shown })).rejects.toMatchObject(refused);
  await expect(bench.call('materials.put', { server, file: constants('MORE=1\n'), replaces: null })).rejects.toMatchObject(refused);
  await expect(bench.call('materials.remove', { server, slot: 'constants', replaces: shown })).rejects.toMatchObject(refused);
  expect(await shaOf()).toBe(now);
  await bench.call('materials.put', { server, file: constants('MORE=1\n'), replaces: now });
  const latest = await shaOf();
  await expect(bench.call('materials.put-back', { server, slot: 'constants', replaces: now })).rejects.toMatchObject({ reason: 'changed-meanwhile' });
  await bench.call('materials.put-back', { server, slot: 'constants', replaces: latest });
  expect(await shaOf()).toBe(now);
  await bench.call('materials.remove', { server, slot: 'constants', replaces: now });
  expect(await shaOf()).toBeNull();
});
