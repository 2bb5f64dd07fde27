import { expect, it } from 'vitest';
import type { BackupManifest } from '@/lib/contract/backup-manifest';
import { storedOf } from '@/lib/guide/backups/stored';

const set = '0123456789abcdefghjk';
const id = (digit: string) => digit.repeat(64);
const snapshot = (digit: string, ...tags: readonly string[]) => ({ id: id(digit), time: `2026-11-30T04:0${digit}:00.000Z`, tags: [`set=${set}`, ...tags], paths: [], hostname: 'clearml-1' });
const part = snapshot('1', 'source=mongodb', 'bytes=900');
const proof = snapshot('2', 'source=mongodb-proof', `of=${id('1')}`, 'archive-bytes=1000');
const others = [snapshot('3', 'source=elasticsearch', 'bytes=60'), snapshot('4', 'source=elasticsearch-proof', `of=${id('3')}`, 'archive-bytes=70'), snapshot('5', 'source=configuration', 'bytes=50'), snapshot('6', 'source=configuration-proof', `of=${id('5')}`, 'bytes=40'), snapshot('7', 'source=files', 'bytes=7'), snapshot('8', 'source=files-proof', `of=${id('7')}`, 'bytes=7')];
const [{ time: last }] = others.slice(-1) as [typeof part];
const named = [{ source: 'elasticsearch' as const, snapshot: id('3'), bytes: 70 }, { source: 'configuration' as const, snapshot: id('5'), bytes: 40 }, { source: 'files' as const, snapshot: id('7'), bytes: 7 }];
const manifest: BackupManifest = { version: 1, set, parts: [{ source: 'mongodb', snapshot: id('1'), bytes: 1000 }, ...named] };
const withMongodb = (state: 'complete' | 'incomplete', bytes: number) => [{ source: 'mongodb', state, bytes }, { source: 'elasticsearch', state: 'complete', bytes: 70 }, { source: 'configuration', state: 'complete', bytes: 40 }, { source: 'files', state: 'complete', bytes: 7 }];

it('is complete once each part is stored, read back and named in the manifest', () => {
  expect(storedOf(set, [part, proof, ...others], manifest)).toEqual({ parts: withMongodb('complete', 1000), isComplete: true, verifiedAt: last });
});

it.each<[string, typeof part[], BackupManifest | null, 'complete' | 'incomplete', number, string | null]>([
  ['nothing is there', [], manifest, 'incomplete', 0, null],
  ['it is not known whether that is all', [snapshot('1', 'source=mongodb-unfinished', 'bytes=900')], manifest, 'incomplete', 0, null],
  ['it was not read back', [part], manifest, 'incomplete', 900, null],
  ['another one was read back', [snapshot('3', 'source=mongodb', 'bytes=9e9'), proof], manifest, 'incomplete', 0, null],
  ['there is no manifest', [part, proof], null, 'complete', 1000, last],
  ['the manifest is of another backup', [part, proof], { ...manifest, set: '1'.repeat(20) }, 'complete', 1000, last],
  ['the manifest names another snapshot', [part, proof], { ...manifest, parts: [{ ...manifest.parts[0]!, snapshot: id('2') }, ...named] }, 'complete', 1000, last],
  ['the manifest names another source', [part, proof], { ...manifest, parts: [{ ...manifest.parts[0]!, source: 'files' }, ...named] }, 'complete', 1000, last],
  ['the manifest names no Elasticsearch', [part, proof], { ...manifest, parts: manifest.parts.filter(({ source }) => source !== 'elasticsearch') }, 'complete', 1000, last],
  ['the manifest names no files', [part, proof], { ...manifest, parts: manifest.parts.slice(0, 3) }, 'complete', 1000, last],
])('is incomplete when %s', (_, snapshots, given, state, bytes, verifiedAt) => {
  expect(storedOf(set, [...snapshots, ...others], given)).toEqual({ parts: withMongodb(state, bytes), isComplete: false, verifiedAt });
});

it.each([['the files', 4, 6, 'files'], ['the configuration', 2, 4, 'configuration'], ['Elasticsearch', 0, 2, 'elasticsearch'], ["the files' proof", 5, 6, 'files'], ["the configuration's proof", 3, 4, 'configuration'], ["Elasticsearch's proof", 1, 2, 'elasticsearch']])('is incomplete without %s', (_, from, to, source) => {
  const stored = storedOf(set, [part, proof, ...others.filter((_each, at) => at < from || at >= to)], manifest);
  expect(stored).toMatchObject({ isComplete: false, verifiedAt: null });
  expect(stored.parts.filter(({ state }) => state !== 'complete').map((each) => each.source)).toEqual([source]);
});
