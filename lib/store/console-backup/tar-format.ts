import { refuseBackup } from './refusal';

/** A file of a tar: its bytes come from `content`, and must be as many as `bytes` says. */
export interface TarFile {
  readonly name: string;
  readonly bytes: number;
  readonly content: AsyncIterable<Buffer> | Iterable<Buffer>;
}

const block = 512;
/** tar fills its last record up: 10 KB as it is called usually. */
const mostBehind = 1_000_000;
const padding = (bytes: number): number => (block - (bytes % block)) % block;

/** Writes these files as a tar (POSIX ustar), readable for their owner alone. */
export async function* packTar(files: readonly TarFile[], modified: number): AsyncGenerator<Buffer> {
  for (const { name, bytes, content } of files) {
    yield header(name, bytes, modified);
    let given = 0;
    for await (const piece of content) {
      given += piece.length;
      yield piece;
    }
    if (given !== bytes) throw new Error(`${name} has ${given} bytes instead of ${bytes}.`);
    yield Buffer.alloc(padding(bytes));
  }
  yield Buffer.alloc(2 * block);
}

/**
 * Reads a tar to its very end and gives each file's bytes to what `sinkOf` says, one after the other; that throws where a name is none it knows.
 * @throws GroundcrewError `invalid_input` where it is no tar of plain files, or not whole
 */
export async function unpackTar(source: AsyncIterable<Buffer>, sinkOf: (name: string, bytes: number) => { write(piece: Buffer): Promise<void>; end(): Promise<void> }): Promise<void> {
  const reader = createReader(source);
  for (let head = await reader.take(block); head.some((byte) => byte !== 0); head = await reader.take(block)) {
    const { name, bytes } = readHeader(head);
    const sink = sinkOf(name, bytes);
    for (let left = bytes; left > 0; ) {
      const piece = await reader.some(left);
      left -= piece.length;
      await sink.write(piece);
    }
    await sink.end();
    await reader.take(padding(bytes));
  }
  await reader.drain();
}

function header(name: string, bytes: number, modified: number): Buffer {
  const head = Buffer.alloc(block);
  head.write(name, 0, 100, 'latin1');
  const octal = (value: number, at: number, digits: number) => head.write(value.toString(8).padStart(digits, '0'), at, 'latin1');
  octal(0o600, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  // Beyond 8 GB as GNU tar and POSIX's readers know it: binary, marked by the first bit.
  if (bytes < 8 ** 11) octal(bytes, 124, 11);
  else {
    head[124] = 0x80;
    head.writeBigUInt64BE(BigInt(bytes), 128);
  }
  octal(Math.floor(modified / 1000), 136, 11);
  head.write('        0', 148, 'latin1');
  head.write('ustar\u000000', 257, 'latin1');
  octal(sum(head), 148, 6);
  head[154] = 0;
  return head;
}

const sum = (head: Buffer): number => head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);

function readHeader(head: Buffer): { name: string; bytes: number } {
  const text = (from: number, to: number) => head.toString('latin1', from, to).replace(/\0[\s\S]*$/, '').trim();
  const bytes = head[124] === 0x80 ? Number(head.readBigUInt64BE(128)) : Number.parseInt(text(124, 136) || 'x', 8);
  if (Number.parseInt(text(148, 156), 8) !== sum(head) || !['', '0'].includes(text(156, 157)) || !Number.isSafeInteger(bytes) || bytes < 0) throw refuseBackup('content');
  return { name: text(0, 100), bytes };
}

function createReader(source: AsyncIterable<Buffer>) {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  /** Between 1 and `most` bytes. */
  async function some(most: number): Promise<Buffer> {
    while (held.length === 0) {
      const next = await pieces.next();
      if (next.done === true) throw refuseBackup('content');
      held = next.value;
    }
    const piece = held.subarray(0, most);
    held = held.subarray(piece.length);
    return piece;
  }
  return {
    some,
    async take(bytes: number): Promise<Buffer> {
      const parts: Buffer[] = [];
      for (let left = bytes; left > 0; ) {
        const piece = await some(left);
        left -= piece.length;
        parts.push(piece);
      }
      return Buffer.concat(parts);
    },
    /** What stands behind the end is read, so that it is proven, too: a few blocks, not what a bomb unfolds to. */
    async drain(): Promise<void> {
      let behind = held.length;
      for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) if ((behind += next.value.length) > mostBehind) throw refuseBackup('content');
    },
  };
}
