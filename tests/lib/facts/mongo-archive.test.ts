import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mongoArchiveReader, readMongoArchive, type MongoArchive } from '@/lib/facts/mongo-archive';
import { archive, bson, crc64, document, header, joined, text, type Dumped } from '@/tests/support/mongo-archive';

const program = mongoArchiveReader.map((file) => readFileSync(path.join('lib', file), 'utf8')).join('\n');
const batch = readFileSync('tests/support/mongo-archive-batch.py', 'utf8');
const answered = (exitCode: number | null, stdout: string, stderr = '') => readMongoArchive({ exitCode, stdout, stderr, truncated: false, timedOut: false });

/** The reader as it runs on a server; `limit`: kilobytes of memory that it may have. */
function read(input: Buffer, limit = 'unlimited'): MongoArchive {
  const { status, stdout, stderr } = spawnSync('sh', ['-euc', 'ulimit -v "$1"; exec python3 -I -S -c "$2"', 'sh', limit, program], { input, encoding: 'utf8' });
  return answered(status, stdout, stderr);
}

/** Many archives in one Python, held `block` bytes at a time. */
function readAll(archives: readonly Buffer[], block: number): MongoArchive[] {
  const input = Buffer.concat(archives.flatMap((each) => [Buffer.from(Uint32Array.of(each.length).buffer), each]));
  const { stdout, stderr } = spawnSync('python3', ['-I', '-S', '-c', batch, program, String(block)], { input, encoding: 'utf8', maxBuffer: 1e8 });
  expect(stderr).toBe('');
  const results = stdout.trim().split('\n').map((line) => answered(...(JSON.parse(line) as [number, string])));
  expect(results).toHaveLength(archives.length);
  return results;
}

const documents = (many: number, first = 0) => Array.from({ length: many }, (_, index) => document(first + index, 1 + index * 5));
const dumped: readonly Dumped[] = [
  { db: 'a', collection: '0', documents: documents(5) },
  { db: 'a', collection: '1', documents: [] },
  { db: 'a', collection: '3', documents: documents(3, 40), type: '' },
  { db: 'b', collection: '0', documents: [], type: 'view', metadata: '' },
  { db: 'b', collection: '1', documents: [document(7)] },
];
const pieces = archive(dumped);
const good = joined(pieces);
const endless = (bytes: number): Buffer => Buffer.concat([document(1, bytes).subarray(0, -1), Buffer.from([1])]);
function withoutEnd(whole: Buffer): Buffer {
  const copy = Buffer.from(whole.subarray(0, -1));
  copy.writeUInt32LE(copy.length);
  return copy;
}
const flipped = (bit: number): Buffer => {
  const copy = Buffer.from(good);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
};

/** What was damaged without being found. A change of the prelude is found by its hash, too, which the archive itself can't hold. */
function missed(damaged: readonly Buffer[], block = 50): string[] {
  const [before, ...results] = readAll([good, ...damaged], block);
  if (!before?.isWhole) throw new Error('The whole one must pass.');
  return results.flatMap((result, index) => {
    if (!result.isWhole) return [];
    const isInPrelude = !damaged[index]?.subarray(0, pieces.prelude.length).equals(pieces.prelude);
    return isInPrelude && result.preludeSha256 !== before.preludeSha256 ? [] : [`damage ${index}`];
  });
}

const hasPython = spawnSync('python3', ['-I', '-S', '-c', 'import lzma']).status === 0;
describe.skipIf(!hasPython)(`the reader of archives${hasPython ? '' : ' (skipped: this machine has no python3 with lzma)'}`, { timeout: 30_000 }, () => {
  it('counts what is in an archive, whatever the names', () => {
    const hostile: readonly Dumped[] = [
      { db: 'backend', collection: 'task', documents: [...documents(30), document(1, 3_000_000), document(0, 0)] },
      { db: 'backend', collection: `x"\n$(touch pwned)'\\\u{1f99c}\u202e`, documents: documents(7) },
      { db: 'backend', collection: 'weather', documents: documents(4), type: 'timeseries', storedAs: 'system.buckets.weather' },
      { db: '__proto__', collection: 'empty', documents: [] },
      { db: 'backend', collection: 'seen', documents: [], type: 'view' },
    ];
    const whole = joined(archive(hostile));
    const collections = hostile.map(({ db, collection, documents: all }) => ({ db, collection, documents: all.length, bytes: Buffer.concat(all).length }));
    expect(read(whole)).toEqual({ isWhole: true, collections, documents: 43, bytes: collections.reduce((sum, { bytes }) => sum + bytes, 0), archiveBytes: whole.length, preludeSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  it("reads what mongodump's own writer wrote", () => {
    // Multiplexer and prelude of mongo-tools 8fa3cfc (August 2026), with documents made up; "ts" is a time series of a server before 8.3.
    const counts = { task: 3, empty: 0, view: 0, ts: 2, big: 1 };
    const real = read(Buffer.from(readFileSync('tests/support/mongo-archive.base64', 'utf8'), 'base64'));
    expect(real.isWhole && Object.fromEntries(real.collections.map(({ collection, documents: all }) => [collection, all]))).toEqual(counts);
  });

  it('reads the same whatever falls on the edge of a block', () => {
    const [first, ...others] = [1, 2, 3, 5, 7, 64, 97, 1000].map((block) => readAll([good], block)[0]);
    expect(first).toMatchObject({ isWhole: true, documents: 9 });
    for (const other of others) expect(other).toEqual(first);
  });

  it('finds a bit that is flipped, anywhere', () => {
    // Every third: all bytes, and each place in a byte; some thousands.
    expect(missed(Array.from({ length: Math.floor((good.length * 8) / 3) }, (_, index) => flipped(index * 3)))).toEqual([]);
  });

  it('finds every cut, and whatever is appended', () => {
    expect(missed(Array.from({ length: good.length }, (_, end) => good.subarray(0, end)))).toEqual([]);
    expect(missed([Buffer.from([0]), Buffer.from('ffffffff', 'hex'), good, ...pieces.blocks].map((more) => Buffer.concat([good, more])))).toEqual([]);
  });

  it('finds whatever a disk or a hand does to its blocks', () => {
    let state = 20_261_130;
    const random = (below: number) => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) >> 8) % below;
    const { prelude, blocks } = pieces;
    const kinds = [
      () => joined({ prelude, blocks: blocks.toSpliced(random(blocks.length), 1) }),
      () => joined({ prelude, blocks: blocks.toSpliced(random(blocks.length + 1), 0, blocks[random(blocks.length)]!) }),
      () => Buffer.concat([good.subarray(0, random(good.length)), good.subarray(random(good.length))]),
      () => Buffer.from(good).fill(random(256), random(good.length - 20), good.length - random(20)),
      () => [0, 1, 2].reduce((copy) => (copy.writeUInt8(random(256), random(good.length)), copy), Buffer.from(good)),
    ];
    const damaged = Array.from({ length: 500 }, (_, index) => kinds[index % kinds.length]!()).filter((each) => !each.equals(good));
    expect(damaged.length).toBeGreaterThan(450);
    expect(missed(damaged)).toEqual([]);
  });

  it('says what is wrong', () => {
    const cases: readonly (readonly [string, Buffer, string])[] = [
      ['nothing', Buffer.alloc(0), 'There is nothing: the archive is empty.'],
      ['something else', Buffer.from('{"ok":1}'), 'This is no archive of mongodump: it begins with something else.'],
      ['a compressed one', Buffer.from('1f8b0800', 'hex'), 'This is compressed: it must go through gzip -dc first.'],
      ['a dump of nothing', joined(archive([])), 'The archive holds no collection at all: nothing was dumped.'],
      ['a cut between two blocks', joined({ ...pieces, blocks: pieces.blocks.slice(0, -1) }), 'The archive is cut: the collection "a.0" has no end.'],
      ['a cut in a document', good.subarray(0, pieces.prelude.length + 70), 'The archive is cut: it ends in the collection "a.0".'],
      ['one that was announced only', pieces.prelude, 'The archive is cut: the collection "a.0" is missing.'],
      ['one that was not announced', Buffer.concat([pieces.prelude, header({ db: 'c', collection: '\n' }, null)]), 'The archive is damaged: it has the collection "c.\\n", which is not in its list.'],
      ['another document', Buffer.from(good.toString('latin1').replace('\x28', '\x29'), 'latin1'), 'The archive is damaged: the documents of the collection "a.3" have changed (their CRC differs).'],
      ['an absurd length', Buffer.concat([pieces.prelude, header(dumped[0]!, null), Buffer.from('ffffff7f', 'hex')]), 'The archive is damaged in the collection "a.0": no document there can be 2147483647 bytes long.'],
      ['an archive behind it', Buffer.concat([good, good]), 'The archive is followed by something that does not belong to it.'],
      ['options that are no JSON', joined(archive([{ ...dumped[0]!, metadata: `${'['.repeat(100_000)}` }])), 'The archive is damaged in its list of collections: the options and indexes of the collection "a.0" can not be read.'],
      ['an archive of the future', Buffer.from(good.toString('latin1').replace('0.1', '0.2'), 'latin1'), 'The archive has the format "0.2", which this reader does not know.'],
      ['another header', Buffer.concat([pieces.prelude, bson([text('db', 'a')])]), 'The archive is damaged in the head of a segment: its fields can not be read.'],
      ['a field twice', Buffer.concat([pieces.prelude, bson([text('db', 'x'), header(dumped[0]!, null).subarray(4, -1)])]), 'The archive is damaged in the head of a segment: its fields can not be read.'],
      ['a header that ends in its last field', joined({ ...pieces, blocks: [withoutEnd(header(dumped[0]!, null))] }), 'The archive is damaged in the head of a segment: its fields can not be read.'],
      ['a document that was dumped without its end', joined(archive([{ ...dumped[0]!, documents: [endless(1)] }])), 'The archive is damaged in the collection "a.0": document 1 of a segment has no end.'],
      ['a long one', joined(archive([{ ...dumped[0]!, documents: [endless(3000)] }])), 'The archive is damaged in the collection "a.0": document 1 of a segment has no end.'],
    ];
    const told = readAll(cases.map(([, damaged]) => damaged), 1000);
    expect(told.map((result, index) => [cases[index]![0], result])).toEqual(cases.map(([what, , damage]) => [what, { isWhole: false, damage }]));
  });

  it('holds little of what passes, and nothing of what a length only claims', () => {
    const many = Buffer.concat([pieces.prelude, header(dumped[0]!, null), ...Array.from({ length: 6 }, () => document(1, 16_000_000))]);
    expect(read(many, '60000')).toEqual({ isWhole: false, damage: 'The archive is cut: it ends in the collection "a.0".' });
  });
});

it('counts CRC-64 as it is published', () => {
  expect(crc64(Buffer.from('123456789'))).toBe(0x995d_c9bb_df19_39fan);
});

describe('the answer of the reader', () => {
  const collection = '{"db": "a", "collection": "b", "documents": 2, "bytes": 40}\n';
  const totals = (documents = 2, hash = 'a'.repeat(64)) => `{"collections": 1, "documents": ${documents}, "bytes": 40, "archiveBytes": 400, "preludeSha256": "${hash}"}\n`;

  it('is taken as it is, and its sentences without what could move a cursor', () => {
    expect(answered(0, collection + totals())).toMatchObject({ isWhole: true, documents: 2, archiveBytes: 400 });
    expect(answered(3, '{"damage": "It is \\u001b[31mcut\\u202e."}\n')).toEqual({ isWhole: false, damage: 'It is  [31mcut .' });
  });

  it.each<[string, number | null, string, string?]>([
    ['nothing', 0, ''],
    ['no totals', 0, collection],
    ['totals that are not the sum', 0, collection + totals(3)],
    ['a collection twice', 0, collection + collection + totals()],
    ['no hash', 0, collection + totals(2, 'x')],
    ['a count below zero', 0, collection.replace('2', '-2') + totals(-2)],
    ['damage that ends well', 0, '{"damage": "x"}'],
    ['no object', 0, '[]\nnull\n'],
    ['an end of Python itself', 1, '', 'Traceback (most recent call last):'],
    ['no Python', 127, '', 'sh: 1: python3: not found'],
    ['no lzma', 2, `{"failure": "The server's Python has no module lzma."}\n`],
    ['a signal', null, ''],
  ])('proves nothing when it is %s', (_, exitCode, stdout, stderr) => {
    expect(() => answered(exitCode, stdout, stderr)).toThrow(/^(The server|The question)[^\n]*\.$/);
  });
});
