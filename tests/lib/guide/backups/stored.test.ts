import { expect, it } from 'vitest';
import type { BackupManifest } from '@/lib/contract/backup-manifest';
import { storedOf } from '@/lib/guide/backups/stored';

const set = '0123456789abcdefghjk';
const id = (digit: string) => digit.repeat(64);
const snapshot = (digit: string, ...tags: readonly string[]) => ({ id: id(digit), time: `2026-11-30T04:0${digit}:00.000Z`, tags: [`set=${set}`, ...tags], paths: [], hostname: 'clearml-1' });
const part = snapshot('1', 'source=mongodb', 'bytes=900');
const proof = snapshot('2', 'source=mongodb-proof', `of=${id('1')}`, 'archive-bytes=1000');
const manifest: BackupManifest = { version: 1, set, parts: [{ source: 'mongodb', snapshot: id('1'), bytes: 1000 }] };
const mongodb = (state: 'complete' | 'incomplete', bytes: number) => [{ source: 'mongodb', state, bytes }];

it('is complete once each part is stored, read back and named in the manifest', () => {
  expect(storedOf(set, [part, proof], manifest)).toEqual({ parts: mongodb('complete', 1000), isComplete: true, verifiedAt: proof.time });
});

it.each<[string, typeof part[], BackupManifest | null, 'complete' | 'incomplete', number, string | null]>([
  ['nothing is there', [], manifest, 'incomplete', 0, null],
  ['it is not known whether that is all', [snapshot('1', 'source=mongodb-unfinished', 'bytes=900')], manifest, 'incomplete', 0, null],
  ['it was not read back', [part], manifest, 'incomplete', 900, null],
  ['another one was read back', [snapshot('3', 'source=mongodb', 'bytes=9e9'), proof], manifest, 'incomplete', 0, null],
  ['there is no manifest', [part, proof], null, 'complete', 1000, proof.time],
  ['the manifest is of another backup', [part, proof], { ...manifest, set: '1'.repeat(20) }, 'complete', 1000, proof.time],
  ['the manifest names another snapshot', [part, proof], { ...manifest, parts: [{ ...manifest.parts[0]!, snapshot: id('2') }] }, 'complete', 1000, proof.time],
  ['the manifest names another source', [part, proof], { ...manifest, parts: [{ ...manifest.parts[0]!, source: 'files' }] }, 'complete', 1000, proof.time],
])('is incomplete when %s', (_, snapshots, given, state, bytes, verifiedAt) => {
  expect(storedOf(set, snapshots, given)).toEqual({ parts: mongodb(state, bytes), isComplete: false, verifiedAt });
});
