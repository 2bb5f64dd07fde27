/** Writes archives as mongodump does (mongo-tools, common/archive/spec.md and multiplexer.go), in pieces that a test can damage. */
export interface Dumped {
  readonly db: string;
  readonly collection: string;
  readonly documents: readonly Buffer[];
  readonly type?: string;
  readonly metadata?: string;
  /** Where its documents lie when it is a time series. */
  readonly storedAs?: string;
}

export interface ArchivePieces {
  readonly prelude: Buffer;
  /** Segments and ends of collections, each with its terminator. */
  readonly blocks: readonly Buffer[];
}

const terminator = Buffer.from('ffffffff', 'hex');

/** As if all were dumped side by side, `each` documents of one at a time. */
export function archive(dumped: readonly Dumped[], each = 2): ArchivePieces {
  const prelude = Buffer.concat([
    Buffer.from('6de29981', 'hex'),
    bson([int32('concurrent_collections', 4), text('version', '0.1'), text('server_version', '7.0.14'), text('tool_version', '100.9.4')]),
    ...dumped.map(({ db, collection, type = 'collection', metadata = JSON.stringify({ indexes: [], collectionName: collection }) }) => bson([text('db', db), text('collection', collection), text('metadata', metadata), int32('size', 0), text('type', type)])),
    terminator,
  ]);
  const segments: { of: Dumped; documents: Buffer[] | null }[] = [];
  for (let from = 0, open = [...dumped]; open.length > 0; from += each) {
    for (const of of open) {
      const last = segments.at(-1);
      const documents = of.documents.slice(from, from + each);
      // A segment goes on for as long as no other collection comes between.
      if (last?.of === of && last.documents) last.documents.push(...documents);
      else if (documents.length > 0 || from === 0) segments.push({ of, documents });
      if (from + each >= of.documents.length) segments.push({ of, documents: null });
    }
    open = open.filter(({ documents }) => from + each < documents.length);
  }
  const blocks = segments.map(({ of, documents }) => Buffer.concat([header(of, documents ? null : crc64(Buffer.concat(of.documents))), ...(documents ?? []), terminator]));
  return { prelude, blocks };
}

export const joined = ({ prelude, blocks }: ArchivePieces): Buffer => Buffer.concat([prelude, ...blocks]);

/** The head of a segment, or of a collection's end when there is a CRC. */
export function header({ db, collection, storedAs = collection }: Pick<Dumped, 'db' | 'collection' | 'storedAs'>, crc: bigint | null): Buffer {
  const sum = Buffer.alloc(8);
  sum.writeBigUInt64LE(crc ?? 0n);
  return bson([text('db', db), text('collection', storedAs), element(0x08, 'EOF', Buffer.from([crc === null ? 0 : 1])), element(0x12, 'CRC', sum)]);
}

/** A document with one field of `bytes` bytes, which `fill` fills. */
export function document(fill: number, bytes = 8): Buffer {
  return bson([element(0x05, 'data', Buffer.concat([length(bytes), Buffer.from([0]), Buffer.alloc(bytes, fill)]))]);
}

export function bson(elements: readonly Buffer[]): Buffer {
  const inner = Buffer.concat(elements);
  return Buffer.concat([length(inner.length + 5), inner, Buffer.from([0])]);
}

export function text(name: string, value: string): Buffer {
  const bytes = Buffer.from(`${value}\0`);
  return element(0x02, name, Buffer.concat([length(bytes.length), bytes]));
}

const int32 = (name: string, value: number): Buffer => element(0x10, name, length(value));
const element = (type: number, name: string, value: Buffer): Buffer => Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), value]);

function length(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const table = Array.from({ length: 256 }, (_, index) => {
  let crc = BigInt(index);
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ 0xc96c_5795_d787_0f42n : crc >> 1n;
  return crc;
});

/** CRC-64 as Go's crc64.ECMA counts it, by its definition: the reader has it from elsewhere. */
export function crc64(data: Buffer): bigint {
  let crc = 0xffff_ffff_ffff_ffffn;
  for (const byte of data) crc = table[Number(crc & 0xffn) ^ byte]! ^ (crc >> 8n);
  return crc ^ 0xffff_ffff_ffff_ffffn;
}
