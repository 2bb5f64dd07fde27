import { randomBytes } from 'node:crypto';
import type { Secret } from '@/lib/core/secret';
import { base64, chunkBytes, chunkNonce, headerCode, intro, nonceBytes, payloadKey, seal, wrappingKey } from './age-format';

/** 128 MB and about a second for each guess; age's own program takes 18. */
const usualWork = 17;

/** Encrypts a stream with a passphrase, as the program "age" does with `--passphrase`: for `pipeline` of node:stream. */
export function encryptAge(passphrase: Secret, work = usualWork) {
  return async function* (plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const [fileKey, salt, nonce] = [randomBytes(16), randomBytes(16), randomBytes(nonceBytes)];
    const wrapped = seal(await wrappingKey(passphrase, salt, work), Buffer.alloc(12), fileKey);
    const header = `${intro}-> scrypt ${base64(salt)} ${work}\n${base64(wrapped)}\n---`;
    yield Buffer.concat([Buffer.from(`${header} ${base64(headerCode(fileKey, header))}\n`), nonce]);
    const key = payloadKey(fileKey, nonce);
    let held: Buffer = Buffer.alloc(0);
    let index = 0;
    for await (const bytes of plain) {
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      // The last one is told apart, so a full chunk waits until something follows.
      for (; held.length > chunkBytes; held = held.subarray(chunkBytes)) yield seal(key, chunkNonce(index++, false), held.subarray(0, chunkBytes));
    }
    yield seal(key, chunkNonce(index, true), held);
  };
}
