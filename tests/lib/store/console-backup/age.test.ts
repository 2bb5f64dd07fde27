import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Decrypter, Encrypter } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { secret } from '@/lib/core/secret';
import { decryptAge } from '@/lib/store/console-backup/age-read';
import { encryptAge } from '@/lib/store/console-backup/age-write';

const passphrase = 'correct-horse "quoted" $(x)';
const pieces = (bytes: Buffer, size: number): Readable => Readable.from((function* () { for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size); })());
const encrypt = (plain: Buffer, size = 10_000): Promise<Buffer> => buffer(encryptAge(secret(passphrase), 10)(pieces(plain, size)));
const decrypt = (sealed: Buffer, text = passphrase, size = 7000): Promise<Buffer> => buffer(decryptAge(secret(text))(pieces(sealed, size)));

// The library is of the format's author.
describe.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_001])('%i bytes', (size) => {
  const plain = randomBytes(size);
  test('that are encrypted here are opened by the library of age, and by ourselves', async () => {
    const sealed = await encrypt(plain);
    const theirs = new Decrypter();
    theirs.addPassphrase(passphrase);
    expect(Buffer.from(await theirs.decrypt(sealed)).equals(plain)).toBe(true);
    expect((await decrypt(sealed)).equals(plain)).toBe(true);
  });

  test('that the library encrypts are opened here', async () => {
    const theirs = new Encrypter();
    theirs.setPassphrase(passphrase);
    theirs.setScryptWorkFactor(10);
    expect((await decrypt(Buffer.from(await theirs.encrypt(plain)), passphrase, size < 100 ? 1 : 997)).equals(plain)).toBe(true);
  });
});

describe('what is refused', () => {
  const plain = randomBytes(200_000);
  const flipped = (sealed: Buffer, at: number): Buffer => {
    const other = Buffer.from(sealed);
    other[at]! ^= 1;
    return other;
  };

  test('another passphrase, and a change of any bit, each by its own reason', async () => {
    const sealed = await encrypt(plain);
    await expect(decrypt(sealed, 'another')).rejects.toMatchObject({ reason: 'console-backup.passphrase' });
    await expect(decrypt(flipped(sealed, 5000))).rejects.toMatchObject({ reason: 'console-backup.changed', message: expect.stringContaining('between the bytes 0 and 65552') as string });
    await expect(decrypt(flipped(sealed, sealed.indexOf('--- ') + 10))).rejects.toMatchObject({ reason: 'console-backup.changed' });
    await expect(decrypt(flipped(sealed, sealed.length - 1))).rejects.toMatchObject({ reason: 'console-backup.cut' });
  });

  test('a file that is cut anywhere, also between two of its chunks, or goes on behind its end', async () => {
    const sealed = await encrypt(plain);
    const header = sealed.length - 3 * 65_552 - (200_000 - 3 * 65_536 + 16);
    for (const at of [10, 40, header - 20, header - 1, header, header + 65_552, header + 2 * 65_552, header + 3 * 65_552, sealed.length - 1]) await expect(decrypt(sealed.subarray(0, at)), String(at)).rejects.toMatchObject({ reason: 'console-backup.cut' });
    await expect(decrypt(Buffer.concat([sealed, Buffer.from('x')]))).rejects.toMatchObject({ reason: 'console-backup.cut' });
    await expect(decrypt(Buffer.alloc(0))).rejects.toMatchObject({ reason: 'console-backup.empty' });
  });

  test('what is no file of age, is for a key instead of a passphrase, or wants all memory', async () => {
    for (const text of ['SQLite format 3\0 and more', 'age-encryption.org/v2\n-> scrypt', 'age-encryption.org/v1\n-> X25519 abc\ndef\n--- ghi\n0123456789012345678', `age-encryption.org/v1\n${'-> x y\nz\n'.repeat(200)}`, `age-encryption.org/v1\n-> scrypt ${'A'.repeat(22)} 30\n${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n0123456789012345`])
      await expect(decrypt(Buffer.from(text)), text).rejects.toMatchObject({ reason: 'console-backup.kind' });
  });
});
