import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { secret } from '@/lib/core/secret';
import { encryptAge } from '@/lib/store/console-backup/age-write';
import { readConsoleBackup } from '@/lib/store/console-backup/read-backup';
import { restoreFrom } from '@/scripts/admin/restore-console';

const root = mkdtempSync(path.join(tmpdir(), 'hostile-archive-'));
const file = path.join(root, 'hostile.age');
const passphrase = 'correct horse battery';
afterAll(() => rmSync(root, { recursive: true }));

/** A header of a tar as whoever wants to break out would write it: of any name, type, link and claimed size. */
function head(name: string, bytes: number, type = '0', link = ''): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100, 'latin1');
  block.write('0000600\u00000000000\u00000000000\u0000', 100, 'latin1');
  if (bytes < 8 ** 11) block.write(bytes.toString(8).padStart(11, '0'), 124, 'latin1');
  else {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(bytes), 128);
  }
  block.write('00000000000\u0000        ', 136, 'latin1');
  block.write(type, 156, 'latin1');
  block.write(link, 157, 100, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  block.write(`${block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\u0000 `, 148, 'latin1');
  return block;
}
const filled = (text: string | Buffer) => Buffer.concat([Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)]);
const entry = (name: string, text: string | Buffer) => Buffer.concat([head(name, text.length), filled(text)]);
const about = (bytes: number, content = Buffer.from('abc')) => entry('backup.json', JSON.stringify({ format: 1, version: '0', at: '2026-11-30T00:00:00.000Z', url: 'http://x', database: { bytes, sha256: createHash('sha256').update(content).digest('hex') } }));
const key = entry('key', 'a'.repeat(64));
const end = Buffer.alloc(1024);
/** More than anybody's disk or memory would bear. */
function* zeros(blocks: number) {
  const piece = Buffer.alloc(1 << 20);
  for (let block = 0; block < blocks; block++) yield piece;
}
function* many() {
  const piece = Buffer.concat(Array.from({ length: 1000 }, () => key));
  for (let each = 0; each < 1000; each++) yield piece;
}

const write = (pieces: readonly Iterable<Buffer>[]) => pipeline(function* () { for (const each of pieces) yield* each; }, createGzip({ level: 1 }), encryptAge(secret(passphrase), 10), createWriteStream(file));

it.each<[string, Iterable<Buffer>[], string]>([
  ['a name that leads out', [[about(3), key, entry('../groundcrew.db', 'abc'), end]], 'is no backup of a console'],
  ['an absolute name', [[about(3), entry('/etc/groundcrew-pwn', 'x'), end]], 'is no backup of a console'],
  ['a link under a name that is known', [[about(3), head('key', 0, '2', '/etc/passwd'), entry('key/x', 'x'), end]], 'is no backup of a console'],
  ['a hard link', [[about(3), key, head('groundcrew.db', 0, '1', '/etc/passwd'), end]], 'is no backup of a console'],
  ['a device', [[about(3), key, head('groundcrew.db', 0, '3'), end]], 'is no backup of a console'],
  ['a header of names of its own (pax)', [[about(3), key, head('groundcrew.db', 512, 'x'), filled('28 path=../../etc/pwn\n'), end]], 'is no backup of a console'],
  ['the same name twice', [[about(3), key, key, entry('groundcrew.db', 'abc'), end]], 'is no backup of a console'],
  ['a million entries', [[about(3)], many()], 'is no backup of a console'],
  ['a database that is larger than it says', [[about(3), key, head('groundcrew.db', 1e11)], zeros(64)], 'is no backup of a console'],
  ['a bomb behind its end', [[about(3), key, entry('groundcrew.db', 'abc'), end], zeros(512)], 'is no backup of a console'],
])('T-ARCH-1: %s is refused, and nothing is written', async (_what, pieces, sentence) => {
  await write(pieces);
  const directory = path.join(root, 'inner', 'data');
  await expect(restoreFrom(directory, file, { replace: false, ask: () => Promise.resolve(passphrase), say: () => undefined })).rejects.toThrow(sentence);
  expect(existsSync(directory) ? readdirSync(directory) : []).toEqual([]);
  expect(existsSync('/etc/groundcrew-pwn')).toBe(false);
  expect(readdirSync(root).filter((name) => !['hostile.age', 'inner'].includes(name))).toEqual([]);
  rmSync(file);
});

it('T-ARCH-1: a database for which there is no room is refused before a byte of it is written', async () => {
  await write([[about(1e15), key, head('groundcrew.db', 1e15)], zeros(4)]);
  const into = path.join(root, 'into');
  mkdirSync(into);
  await expect(readConsoleBackup(file, secret(passphrase), into)).rejects.toThrow('The database of the backup takes 909 TiB');
  expect(readdirSync(into)).toEqual([]);
});
