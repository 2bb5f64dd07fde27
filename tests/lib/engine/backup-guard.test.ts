import { expect, it } from 'vitest';
import { type BeforeBackup, guardBackup } from '@/lib/engine/backup-guard';

const gib = 1024 ** 3;
const fine: BeforeBackup = { destination: { isWritable: true, isMounted: true, isApart: true, free: 12 * gib }, size: { bytes: 10 * gib, isMost: false }, copy: { bytes: 10 * gib, free: 30 * gib, used: 169 * gib }, silent: [], resting: [], elasticsearch: 'yellow', isSnapshotRunning: false, clockOffset: -60_000, isHalfRestored: false };
const there = (changes: Partial<BeforeBackup['destination']>): Partial<BeforeBackup> => ({ destination: { ...fine.destination, ...changes } });

it.each<[string, Partial<BeforeBackup>, string[]]>([
  ['all is well', {}, []],
  ['no limit that could be told', there({ free: Infinity }), []],
  ['not mounted', there({ isMounted: false }), ['refuse mounted: The destination is not mounted: the backup would fill the disk below it.']],
  ['mounted, perhaps', there({ isMounted: null }), ['refuse mounted: It could not be told whether the destination is mounted.']],
  ['read-only', there({ isWritable: false }), ['refuse writable: The destination cannot be written.']],
  ['writable, perhaps', there({ isWritable: null }), ['refuse writable: It could not be told whether the destination can be written.']],
  ['beside the data', there({ isApart: false }), ['warn apart: The destination lies on the same file system as the data: both are lost together, and a backup can fill it.']],
  ['beside the data, perhaps', there({ isApart: null }), ['warn apart: It could not be told whether the destination lies on another file system than the data.']],
  ['too full', there({ free: 12 * gib - 1 }), ['refuse space: The destination has 12.0 GiB free; 12.0 GiB are wanted, 1.2 times what a backup is expected to send.']],
  ['room that is not known', there({ free: null }), ['refuse space: It could not be told whether there is room for the backup.']],
  ['a first one of which nothing tells the size', { size: null }, ['warn space: It is not known how large the first backup becomes. The destination has 12.0 GiB free.']],
  ['a first one that may find no room', { size: { bytes: 10 * gib + 1, isMost: true } }, ['warn space: It is not known how large the first backup becomes: 10.0 GiB at most. The destination has 12.0 GiB free.']],
  ['a first one that finds room in any case', { size: { bytes: 10 * gib, isMost: true } }, []],
  ["no room for Elasticsearch's copy", { copy: { bytes: 10 * gib, free: 30 * gib, used: 170 * gib } }, ['warn space: Elasticsearch needs 10.0 GiB for a copy of its indices beside its data, where 30.0 GiB are free and a tenth of the file system must stay free.']],
  ['a copy of which nothing tells the size', { copy: null }, []],
  ['services down', { silent: ['mongo', 'redis'] }, ['refuse services: Not running: mongo and redis.']],
  ['others down', { resting: ['webserver'] }, ['warn services: Not running: webserver. A backup does without.']],
  ['both down, told once', { silent: ['mongo'], resting: ['webserver'] }, ['refuse services: Not running: mongo.']],
  ['services that nobody could ask', { silent: null }, ['refuse services: It could not be told whether the services answer.']],
  ['red', { elasticsearch: 'red' }, ['refuse elasticsearch: Elasticsearch is red: some of its data is not there, and would be missing in the backup.']],
  ['Elasticsearch without an answer', { elasticsearch: null }, ['refuse elasticsearch: Elasticsearch did not say how it is.']],
  ['a snapshot', { isSnapshotRunning: true }, ['refuse snapshot: Elasticsearch is at another snapshot.']],
  ['a snapshot, perhaps', { isSnapshotRunning: null }, ['refuse snapshot: It could not be told whether Elasticsearch is at a snapshot.']],
  ['a clock ahead', { clockOffset: 3_600_000 }, ["warn clock: The server's clock is 1 h ahead of the console's: the dates of backups may be wrong."]],
  ['a clock behind', { clockOffset: -60_001 }, ["warn clock: The server's clock is 1 min behind the console's: the dates of backups may be wrong."]],
  ['a clock that is not known', { clockOffset: null }, ["warn clock: The server's clock could not be compared with the console's."]],
  ['a newest one that is as old as it may be', { age: { hours: 35, oldestHours: 36 } }, []],
  ['one that is older', { age: { hours: 36, oldestHours: 36 } }, ['warn age: The newest complete backup is 36 hours old; it should be younger than 36. Whatever was written since would be lost today.']],
  ['none yet', { age: null }, []],
  ['half restored', { isHalfRestored: true }, ['warn restore: The last restore stopped half way: what ClearML keeps now may be half replaced, and this backup would hold that. No older backup is deleted after it.']],
])('%s', (_, changes, found) => {
  expect(guardBackup({ ...fine, ...changes }).map(({ kind, outcome, message }) => `${outcome} ${kind}: ${message}`)).toEqual(found);
});
