/**
 * As much of BSON (bsonspec.org) as a question to MongoDB and its answer need: so it is asked by its own protocol, and no
 * shell has to be started in its container, which would cost the server most of a second each time.
 */
export type BsonDocument = Readonly<Record<string, unknown>>;

/** A message that carries `question`, in base64 (OP_MSG of MongoDB's wire protocol). Numbers are 32-bit. */
export function encodeMessage(question: Readonly<Record<string, number | string>>): string {
  const body = encode(question);
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(2013, 12);
  return Buffer.concat([head, body]).toString('base64');
}

/** The document in an answer of which the four bytes of length are gone already; null when it is none. Never throws. */
export function decodeMessage(base64: string): BsonDocument | null {
  const bytes = Buffer.from(base64, 'base64');
  // requestId, responseTo, opCode, flags, the kind of the one section.
  if (bytes.length < 22 || bytes.readInt32LE(8) !== 2013 || bytes[16] !== 0) return null;
  try {
    return readDocument(bytes, 17, 0).document;
  } catch {
    return null;
  }
}

function encode(question: Readonly<Record<string, number | string>>): Buffer {
  const elements = Object.entries(question).map(([name, value]) => {
    const key = Buffer.from(`${name}\0`);
    if (typeof value === 'number') {
      const digits = Buffer.alloc(4);
      digits.writeInt32LE(value);
      return Buffer.concat([Buffer.from([0x10]), key, digits]);
    }
    const text = Buffer.from(`${value}\0`);
    const length = Buffer.alloc(4);
    length.writeInt32LE(text.length);
    return Buffer.concat([Buffer.from([0x02]), key, length, text]);
  });
  const inner = Buffer.concat(elements);
  const length = Buffer.alloc(4);
  length.writeInt32LE(inner.length + 5);
  return Buffer.concat([length, inner, Buffer.from([0])]);
}

const deepest = 20;

/** Throws RangeError at whatever is cut or unknown. */
function readDocument(bytes: Buffer, from: number, depth: number): { document: BsonDocument; end: number } {
  const end = from + bytes.readInt32LE(from);
  if (depth > deepest || end > bytes.length || end < from + 5) throw new RangeError('cut');
  const entries: [string, unknown][] = [];
  let at = from + 4;
  while (at < end - 1) {
    const type = bytes.readUInt8(at);
    const zero = bytes.indexOf(0, at + 1);
    if (zero === -1 || zero >= end) throw new RangeError('cut');
    const name = bytes.toString('utf8', at + 1, zero);
    const { value, after } = readValue(bytes, type, zero + 1, depth);
    entries.push([name, value]);
    at = after;
  }
  return { document: Object.fromEntries(entries), end };
}

/** Bytes of the types that hold nothing of interest: ObjectId, date, null, timestamp, decimal, and the ends of order. */
const sizes: Readonly<Record<number, number>> = { 0x06: 0, 0x07: 12, 0x09: 8, 0x0a: 0, 0x11: 8, 0x13: 16, 0x7f: 0, 0xff: 0 };

function readValue(bytes: Buffer, type: number, at: number, depth: number): { value: unknown; after: number } {
  switch (type) {
    case 0x01: return { value: bytes.readDoubleLE(at), after: at + 8 };
    case 0x02: {
      const length = bytes.readInt32LE(at);
      if (length < 1 || at + 4 + length > bytes.length) throw new RangeError('cut');
      return { value: bytes.toString('utf8', at + 4, at + 3 + length), after: at + 4 + length };
    }
    case 0x03:
    case 0x04: {
      const { document, end } = readDocument(bytes, at, depth + 1);
      return { value: document, after: end };
    }
    case 0x05: {
      const length = bytes.readInt32LE(at);
      if (length < 0 || at + 5 + length > bytes.length) throw new RangeError('cut');
      return { value: null, after: at + 5 + length };
    }
    case 0x08: return { value: bytes.readUInt8(at) === 1, after: at + 1 };
    case 0x10: return { value: bytes.readInt32LE(at), after: at + 4 };
    case 0x12: return { value: Number(bytes.readBigInt64LE(at)), after: at + 8 };
    default: {
      const size = sizes[type];
      if (size === undefined) throw new RangeError('unknown');
      return { value: null, after: at + size };
    }
  }
}
