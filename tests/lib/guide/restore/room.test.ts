import { expect, it } from 'vitest';
import { room, roomsOf, type Disk } from '@/lib/guide/restore/room';

const gb = 1e9;
const disk = (free: number, id = 'a', place = `/${id}`): Disk => ({ place, id, bytes: 1000 * gb, free: free * gb });
const refused = (sizes: Partial<Parameters<typeof roomsOf>[0]>) => room(roomsOf({ mongodb: null, elasticsearch: null, files: null, ...sizes })).map(({ outcome, message }) => `${outcome} ${message}`);
const files = (then: number | null, on: Disk | null) => ({ files: { then: then === null ? null : then * gb, disk: on } });
const elastic = (then: number, now: number, copy: Disk, data = copy) => ({ elasticsearch: { then: then * gb, now: now * gb, copy, data } });
const mongo = (then: number, kept: number, on: Disk) => ({ mongodb: { then: then * gb, kept: kept * gb, disk: on } });

it.each<[string, Partial<Parameters<typeof roomsOf>[0]>, number]>([
  ['files that fit beside what is there', files(100, disk(111)), 0],
  ['files that do not', files(100, disk(109)), 1],
  ['files of which nothing is known', files(null, disk(0)), 0],
  ['a disk of which nothing is known', files(100, null), 0],
  // An empty server: nothing that is deleted makes room.
  ['a snapshot that fits once and not twice', elastic(50, 0, disk(170)), 1],
  ['one that fits twice', elastic(50, 0, disk(206)), 0],
  ['one that fits in the place of what goes', elastic(50, 50, disk(156)), 0],
  ['one whose copy alone does not fit, though more goes', elastic(50, 500, disk(149)), 1],
  ['a copy and indices on disks of their own', elastic(50, 0, disk(151, 'a'), disk(151, 'b')), 0],
  ['of which one is too full', elastic(50, 0, disk(151, 'a'), disk(149, 'b')), 1],
  ['two parts that fit each by itself and not together', { ...elastic(50, 0, disk(280)), ...files(230, disk(280)) }, 1],
  ['the same on two disks', { ...elastic(50, 0, disk(280, 'a')), ...files(230, disk(280, 'b')) }, 0],
  ['a MongoDB that is there already', { ...mongo(200, 200, disk(120)), ...files(50, disk(120)) }, 0],
  ['one that comes anew', { ...mongo(100, 0, disk(120)), ...files(50, disk(120)) }, 1],
])('judges %s', (_what, sizes, count) => expect(refused(sizes)).toHaveLength(count));

it('says what is missing where, and what takes the room before it', () => {
  expect(refused(files(100, disk(5)))).toEqual(['refuse The file server of the backup needs 93.1 GiB more, and the file system of /a has 4.7 GiB free, of which 1 % must stay. 97.8 GiB are missing.']);
  expect(refused({ ...elastic(50, 0, disk(280)), ...files(230, disk(280)) })[0]).toContain('needs 214 GiB more, beside 46.6 GiB for what is restored before it, and');
});
