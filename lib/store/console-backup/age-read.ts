import { timingSafeEqual } from 'node:crypto';
import type { Secret } from '@/lib/core/secret';
import { base64, chunkBytes, chunkNonce, headerCode, intro, nonceBytes, payloadKey, tagBytes, unseal, wrappingKey } from './age-format';
import { refuseBackup } from './refusal';

const sealedBytes = chunkBytes + tagBytes;
/** A header for one passphrase is 150 bytes; whoever made the file may claim anything. */
const mostHeader = 1000;
/** 1 GB of memory. */
const mostWork = 20;
const inHeader = 'It differs in its header.';

/**
 * Decrypts a stream that was encrypted with a passphrase in age's format: for `pipeline` of node:stream. What it yields has been proven
 * piece by piece, but only its end says that nothing is missing.
 * @throws GroundcrewError `invalid_input`: of another kind, another passphrase, changed, cut
 */
export function decryptAge(passphrase: Secret) {
  return async function* (sealed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let held: Buffer = Buffer.alloc(0);
    let key: Buffer | null = null;
    let index = 0;
    for await (const bytes of sealed) {
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      if (key === null) {
        const opened = await openHeader(held, passphrase);
        if (opened === null) continue;
        ({ key, rest: held } = opened);
      }
      for (; held.length > sealedBytes; held = held.subarray(sealedBytes)) yield unseal(key, chunkNonce(index++, false), held.subarray(0, sealedBytes)) ?? damaged(index - 1);
    }
    if (key === null) throw held.length === 0 ? refuseBackup('empty') : refuseBackup(intro.startsWith(head(held)) || head(held) === intro ? 'cut' : 'kind');
    const last = unseal(key, chunkNonce(index, true), held);
    if (last === null) throw refuseBackup('cut');
    yield last;
  };
}

const head = (bytes: Buffer): string => bytes.subarray(0, intro.length).toString('latin1');
const damaged = (index: number): never => {
  throw refuseBackup('changed', `It differs between the bytes ${index * sealedBytes} and ${(index + 1) * sealedBytes} behind its header.`);
};

/** null: its end has not come yet. */
async function openHeader(held: Buffer, passphrase: Secret): Promise<{ key: Buffer; rest: Buffer } | null> {
  if (!intro.startsWith(head(held)) && head(held) !== intro) throw refuseBackup('kind');
  const text = held.subarray(0, mostHeader).toString('latin1');
  const end = /\n---[^\n]*\n/.exec(text);
  if (end === null && held.length < mostHeader) return null;
  const size = end === null ? 0 : end.index + end[0].length;
  if (end !== null && held.length < size + nonceBytes) return null;
  const found = /^age-encryption\.org\/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9]\d?)\n([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n/.exec(text);
  const [header = '', salt = '', work = '', wrapped = '', code = ''] = found ?? [];
  if (found === null) throw text.startsWith(`${intro}-> scrypt `) && end !== null ? refuseBackup('changed', inHeader) : refuseBackup('kind');
  if (Number(work) > mostWork) throw refuseBackup('kind', `Its header asks for ${2 ** (Number(work) - 20)} GB of memory.`);
  const fileKey = unseal(await wrappingKey(passphrase, Buffer.from(salt, 'base64'), Number(work)), Buffer.alloc(12), Buffer.from(wrapped, 'base64'));
  if (fileKey === null) throw refuseBackup('passphrase');
  const wanted = headerCode(fileKey, header.slice(0, header.lastIndexOf('---') + 3));
  if (base64(wanted) !== code || !timingSafeEqual(wanted, Buffer.from(code, 'base64'))) throw refuseBackup('changed', inHeader);
  return { key: payloadKey(fileKey, held.subarray(size, size + nonceBytes)), rest: held.subarray(size + nonceBytes) };
}
