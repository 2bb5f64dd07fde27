import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LineDecoder } from '@/lib/shell/decode';

/** Bytes at the beginning in which a file that is no text shows itself by a zero byte. */
const looked = 4096;

class NoText extends Error {}

/**
 * The lines of a log with their numbers, unpacked where it is gzipped, whatever its name says. A line of more than 16 KiB comes in parts with the same
 * number. No more than a chunk is held. Throws what reading or unpacking throws, after the lines that could be read.
 */
export async function* readLines(stream: Readable): AsyncGenerator<{ readonly text: string; readonly number: number }> {
  const decoder = new LineDecoder();
  let number = 1;
  let seen = 0;
  for await (const chunk of unpacked(stream)) {
    if (seen < looked && chunk.subarray(0, looked - seen).includes(0)) throw new NoText();
    seen += chunk.length;
    for (const { text, isWhole } of decoder.write(chunk)) {
      yield { text, number };
      if (isWhole) number++;
    }
  }
  for (const { text } of decoder.flush()) yield { text, number };
}

async function* unpacked(stream: Readable): AsyncGenerator<Buffer> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer | string>;
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, bytesOf(next.value)]);
  }
  const whole = Readable.from((async function* () {
    yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield bytesOf(next.value);
  })());
  if (head[0] !== 0x1f || head[1] !== 0x8b) yield* whole as AsyncIterable<Buffer>;
  else yield* pipeline(whole, createGunzip(), () => undefined) as AsyncIterable<Buffer>; // iterating throws what the pipeline fails with
}

const bytesOf = (chunk: Buffer | string): Buffer => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk);

/** Why something could not be read, as a whole sentence. */
export function whyUnreadable(error: unknown): string {
  if (error instanceof NoText) return 'It holds no text. Unpack an archive first.';
  const { code } = error as { code?: string };
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EISDIR') return 'It is a directory. Name the files in it.';
  if (code === 'EACCES' || code === 'EPERM') return 'You may not read it. Use sudo, or a copy that belongs to you.';
  if (code === 'Z_BUF_ERROR') return 'It ends in the middle: it was cut off, or is still written. What comes before was judged.';
  if (code?.startsWith('Z_')) return 'It is damaged. What comes before that was judged.';
  return `It failed with "${error instanceof Error ? error.message : String(error)}". What comes before was judged.`;
}
